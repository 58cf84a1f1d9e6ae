-- Grain: one day and class of size of the sales. bin: -2 below zero, -1 zero, 0 below one, else 1 + floor(log2(quantity)). Order: day, bin.
select
  day as Day,
  cast(
    case
      when quantity < 0 then -2
      when quantity = 0 then -1
      when quantity < 1 then 0
      else 1 + floor(log2(quantity))
    end as integer
  ) as Bin,
  count(*) as Rows,
  count(*) filter (where quantity <> floor(quantity)) as Fractions
from history.sales
where load_id = $sales
  and day between $first and $last
group by all
order by
  day,
  bin
