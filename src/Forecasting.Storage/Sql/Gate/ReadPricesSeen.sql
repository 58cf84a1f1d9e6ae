-- Grain: one SKU with prices on sales rows before $as_of. Recent: the last 28 days; before: the 364 days before these. Returns tell no price.
with
priced as (
  select
    k.sku,
    cast(s.unit_price as double) as price,
    s.day >= $as_of - 28 as is_recent
  from history.sales as s
  join history.load_sku_location as k
    on k.load_id = s.load_id
    and k.key_no = s.key_no
  where s.load_id = $load_id
    and s.day < $as_of
    and s.day >= $as_of - 392
    and s.unit_price > 0
    and s.quantity > 0
)
select
  sku as Sku,
  coalesce(median(price) filter (where is_recent), 0) as Recent,
  count(*) filter (where is_recent) as RecentRows,
  coalesce(median(price) filter (where not is_recent), 0) as Before,
  count(*) filter (where not is_recent) as BeforeRows,
  coalesce(quantile_cont(price, 0.05) filter (where not is_recent), 0) as BeforeLow,
  coalesce(quantile_cont(price, 0.95) filter (where not is_recent), 0) as BeforeHigh
from priced
group by sku
order by sku
