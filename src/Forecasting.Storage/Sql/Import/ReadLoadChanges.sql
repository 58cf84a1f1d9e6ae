select
  location as Location,
  sku as Sku,
  day as Day,
  was as Was,
  now as Now,
  source as Source,
  "file" as "File"
from history.load_change
where load_id = $load_id
order by change_no
