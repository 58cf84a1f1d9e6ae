-- Grain: one file with repetitions.
select
  l.file_no as FileNo,
  cast(count(*) as bigint) as Rows,
  cast(sum(l.units) as decimal(38, 9)) as Units
from history.loaded_row as l
where l.feed = $feed
  and l.load_id = $load_id
  and exists (
    select 1
    from history.repeated_row as r
    where r.load_id = $load_id
      and r.row_no = l.row_no
  )
group by l.file_no
