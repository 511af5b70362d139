-- The covering index: a person's tasks are filtered, counted and put in order from it alone; only the page that is shown is fetched.
create index tasks_list_idx on app.tasks (user_id, position) include (id, status, due_date, priority, completed_at, created_at)
  where deleted_at is null;
