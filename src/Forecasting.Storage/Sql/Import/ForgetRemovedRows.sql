-- They are out of their table.
delete from history.removed_row
where load_id = $load_id
