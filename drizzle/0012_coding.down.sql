drop table app.wakatime_stats, app.coding_machines, app.coding_user_agents, app.coding_slices, app.coding_days, app.coding_combos,
  app.coding_settings, app.heartbeats;
