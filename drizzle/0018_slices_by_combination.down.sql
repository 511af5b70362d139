drop index app.coding_slices_combo_idx;
