-- Jobs put secrets under a new key in their owners' transactions; whose there are is all that they may see.
grant select (user_id) on app.calendar_feeds to almanac_jobs;
