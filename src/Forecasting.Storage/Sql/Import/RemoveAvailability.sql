delete from history.availability
where load_id = $load_id
  and row_no in (select row_no from history.removed_row where load_id = $load_id)
