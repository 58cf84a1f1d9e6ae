-- Grain: one price of one SKU-location and bucket, with the units sold at it, from $first to before $as_of. Returns tell no price.
-- Order: position, bucket_start, unit_price. What was paid is for the reader to multiply: products of decimals have other digits from
-- store to store.
with
paid as (
  select
    key_no,
    history.bucket_start(day, $unit, $week_start) as bucket_start,
    unit_price,
    quantity
  from history.sales
  where load_id = $load_id
    and day < $as_of
    and day >= $first
    and unit_price > 0
    and quantity > 0
),
priced as (
  select
    key_no,
    bucket_start,
    unit_price,
    sum(quantity) as quantity
  from paid
  group by
    key_no,
    bucket_start,
    unit_price
)
select
  k.position,
  k.sku,
  k.location,
  p.bucket_start,
  p.unit_price,
  p.quantity
from priced as p
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = p.key_no
order by
  k.position,
  p.bucket_start,
  p.unit_price
