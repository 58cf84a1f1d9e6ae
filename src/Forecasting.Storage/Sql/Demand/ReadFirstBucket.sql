-- Grain: one row: where the sales begin, and whether a bucket ever has more than one date.
select
  min(day) as FirstDay,
  count(distinct day) as Days,
  count(distinct history.bucket_start(day, $unit, $week_start)) as Buckets
from history.sales
where load_id = $load_id
  and day < $as_of
