-- Grain: one day of one feed. Order: day.
with
dated as (
  select
    'sales' as feed,
    day
  from history.sales
  where load_id = $sales
  union all
  select
    'stock' as feed,
    day
  from history.stock
  where load_id = $stock
  union all
  select
    'availability' as feed,
    day
  from history.availability
  where load_id = $availability
)
select
  feed as Feed,
  day as Day,
  cast(count(*) as bigint) as Rows
from dated
group by
  feed,
  day
order by day
