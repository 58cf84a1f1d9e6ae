-- Grain: one file with repetitions.
select
  l.file_no as FileNo,
  count(*) as Rows,
  sum(l.units) as Units
from history.loaded_row as l
semi join repeated_row as r
  on r.row_no = l.row_no
where l.feed = $feed
  and l.load_id = $load_id
group by l.file_no
