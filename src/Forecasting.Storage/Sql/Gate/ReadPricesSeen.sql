-- Grain: one price of one SKU and period on sales rows from $first to before $as_of; the period from $recent on is the recent one.
-- Returns tell no price. Prices stand in ascending order: Below rows of Total have a lower one. Only those at the ranks of the
-- median are returned, and before $recent those at the ranks of the lowest and the highest twentieth.
with
seen as (
  select
    key_no,
    case when day >= $recent then 1 else 0 end as is_recent,
    unit_price
  from history.sales
  where load_id = $load_id
    and day < $as_of
    and day >= $first
    and unit_price > 0
    and quantity > 0
),
priced_key as (
  select
    key_no,
    is_recent,
    unit_price,
    cast(count(*) as bigint) as times
  from seen
  group by
    key_no,
    is_recent,
    unit_price
),
priced as (
  select
    k.sku,
    p.is_recent,
    p.unit_price,
    cast(sum(p.times) as bigint) as times
  from priced_key as p
  join history.load_sku_location as k
    on k.load_id = $load_id
    and k.key_no = p.key_no
  group by
    k.sku,
    p.is_recent,
    p.unit_price
),
ranked as (
  select
    sku,
    is_recent,
    unit_price,
    times,
    cast(sum(times) over (partition by sku, is_recent order by unit_price rows unbounded preceding) as bigint) as up_to,
    cast(sum(times) over (partition by sku, is_recent) as bigint) as total
  from priced
)
select
  sku as Sku,
  is_recent as IsRecent,
  unit_price as Price,
  up_to - times as Below,
  times as Times,
  total as Total
from ranked
where (2 * (up_to - times) <= total and 2 * up_to >= total)
  or (is_recent = 0 and 20 * (up_to - times) <= total + 19 and 20 * up_to > total - 1)
  or (is_recent = 0 and 20 * (up_to - times) <= 19 * total + 1 and 20 * up_to > 19 * (total - 1))
