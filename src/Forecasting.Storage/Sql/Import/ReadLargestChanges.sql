-- The largest changes first; the order is total.
select
  location as Location,
  sku as Sku,
  day as Day,
  was as Was,
  now as Now,
  source_no as SourceNo,
  file_no as FileNo
from changed_day
order by
  abs(coalesce(now, 0) - coalesce(was, 0)) desc,
  location,
  sku,
  day,
  source_no nulls last
limit $limit
