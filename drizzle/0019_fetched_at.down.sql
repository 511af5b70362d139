drop trigger wakatime_stats_fetched_at on app.wakatime_stats;
drop function app.keep_fetched_at();
