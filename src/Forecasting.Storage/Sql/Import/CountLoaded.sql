-- Grain: one file with rows that count.
select
  file_no as FileNo,
  cast(count(*) as bigint) as Rows,
  cast(sum(units) as decimal(38, 9)) as Units
from history.loaded_row
where feed = $feed
  and load_id = $load_id
group by file_no
