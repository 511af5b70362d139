drop index app.tasks_list_idx;
