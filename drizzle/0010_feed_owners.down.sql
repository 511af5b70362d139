revoke select (user_id) on app.calendar_feeds from almanac_jobs;
