drop table app.mail_subscriptions;
