-- Grain: one row. Shares are taken over days and weeks on which something was sold or returned.
with
sold as (
  select
    key_no,
    day,
    quantity
  from history.sales
  where load_id = $load_id
    and day < $as_of
),
span as (
  select
    key_no,
    count(distinct day) / (max(day) - min(day) + 1) as days,
    count(distinct date_trunc('week', day)) / ((cast(date_trunc('week', max(day)) as date) - cast(date_trunc('week', min(day)) as date)) / 7 + 1) as weeks
  from sold
  where quantity <> 0
  group by key_no
)
select
  min(day) as FirstDay,
  max(day) as LastDay,
  count(*) as Rows,
  (select count(*) from history.sales where load_id = $load_id and day >= $as_of) as RowsNotUsed,
  cast(count(distinct key_no) as integer) as SkuLocations,
  cast(count(distinct day) as integer) as DistinctDays,
  cast(min(dayofweek(day)) as integer) as FirstWeekday,
  cast(max(dayofweek(day)) as integer) as LastWeekday,
  cast(max(dayofmonth(day)) as integer) as LastDayOfMonth,
  (select median(days) from span) as MedianShareOfDaysSold,
  (select median(weeks) from span) as MedianShareOfWeeksSold
from sold
