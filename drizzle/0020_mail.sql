--> statement-breakpoint
call app.protect('app.mail_subscriptions', 'select, insert, delete', 'select');
