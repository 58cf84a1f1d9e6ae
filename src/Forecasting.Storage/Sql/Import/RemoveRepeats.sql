insert into history.removed_row (load_id, row_no)
select
  load_id,
  row_no
from history.repeated_row
where load_id = $load_id
