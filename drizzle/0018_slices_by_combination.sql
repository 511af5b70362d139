-- The days of one project's combinations. Without it the foreign key would read all of a person's slices once per combination when
-- an account goes: minutes for somebody with thousands of branches.
create index coding_slices_combo_idx on app.coding_slices (user_id, combo_id, date);
