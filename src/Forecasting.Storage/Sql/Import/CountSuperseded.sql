-- Grain: one file with rows that a newer one speaks of again.
select
  l.file_no as FileNo,
  count(*) as Rows,
  sum(l.units) as Units
from history.loaded_row as l
semi join removed_row as r
  on r.row_no = l.row_no
where l.feed = $feed
  and l.load_id = $load_id
group by l.file_no
