-- Rows that the newest file of their key does not say.
insert into history.removed_row (load_id, row_no)
select
  $load_id,
  row_no
from history.statement
where load_id = $load_id
group by row_no
having max(file_no) < max(newest)
