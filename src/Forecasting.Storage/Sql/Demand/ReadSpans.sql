-- Grain: one SKU-location with a sales row before $as_of: the days and weeks from Monday on which something was sold or returned,
-- and the first and the last of these days; 0 and null without any.
with
row_day as (
  select
    key_no,
    case when quantity <> 0 then day end as day
  from history.sales
  where load_id = $load_id
    and day < $as_of
),
sold_day as (
  select
    key_no,
    day
  from row_day
  group by
    key_no,
    day
)
select
  cast(count(day) as integer) as Days,
  cast(count(distinct history.bucket_start(day, 'week', 1)) as integer) as Weeks,
  min(day) as FirstDay,
  max(day) as LastDay
from sold_day
group by key_no
