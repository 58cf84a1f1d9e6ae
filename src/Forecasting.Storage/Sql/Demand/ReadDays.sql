-- Grain: one day with rows of sales. Order: day.
select
  day as Day,
  cast(count(*) as bigint) as Rows
from history.sales
where load_id = $load_id
group by day
order by day
