-- Grain: one file with rows that count.
select
  file_no as FileNo,
  count(*) as Rows,
  sum(units) as Units
from history.loaded_row
where feed = $feed
  and load_id = $load_id
group by file_no
