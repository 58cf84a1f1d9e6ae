-- The largest changes first; the order is total, and does not depend on how a database compares texts.
select
  location as Location,
  sku as Sku,
  day as Day,
  was as Was,
  now as Now,
  source_no as SourceNo,
  file_no as FileNo
from history.changed_day
where load_id = $load_id
order by
  abs(coalesce(now, 0) - coalesce(was, 0)) desc,
  is_gone,
  position,
  day,
  coalesce(source_no, 2147483647)
offset 0 rows
fetch next 1000 rows only
