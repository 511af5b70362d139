alter table app.sync_metadata drop column yields_at;
