-- Grain: one day of one feed at one place, of the periods that are compared. Order: day.
with
dated as (
  select
    'sales' as feed,
    load_id,
    key_no,
    day
  from history.sales
  where load_id = $sales
    and day between $sales_first and $sales_last
  union all
  select
    'stock' as feed,
    load_id,
    key_no,
    day
  from history.stock
  where load_id = $stock
    and day between $stock_first and $stock_last
  union all
  select
    'availability' as feed,
    load_id,
    key_no,
    day
  from history.availability
  where load_id = $availability
    and day between $availability_first and $availability_last
)
select
  d.feed as Feed,
  k.location as Location,
  d.day as Day,
  cast(count(*) as bigint) as Rows
from dated as d
join history.load_sku_location as k
  on k.load_id = d.load_id
  and k.key_no = d.key_no
group by
  d.feed,
  k.location,
  d.day
order by d.day
