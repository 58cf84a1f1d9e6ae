-- Grain: one day and whole number of units of the sales, with or without a fraction beyond it. Order: day.
with
sized as (
  select
    day,
    floor(quantity) as whole,
    case when quantity <> floor(quantity) then 1 else 0 end as has_fraction
  from history.sales
  where load_id = $sales
    and day between $first and $last
)
select
  day as Day,
  whole as Whole,
  has_fraction as HasFraction,
  cast(count(*) as bigint) as Rows
from sized
group by
  day,
  whole,
  has_fraction
order by day
