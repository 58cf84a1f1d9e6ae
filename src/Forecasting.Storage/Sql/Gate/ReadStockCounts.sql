-- Grain: one count of one SKU-location, the newest 27 of each on or before $as_of. Order: position, day.
with
counted as (
  select
    key_no,
    day,
    sum(on_hand) as units,
    row_number() over (partition by key_no order by day desc) as age
  from history.stock
  where load_id = $load_id
    and day <= $as_of
  group by
    key_no,
    day
)
select
  k.sku as Sku,
  k.location as Location,
  c.day as Day,
  c.units as Units
from counted as c
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = c.key_no
where c.age <= 27
order by
  k.position,
  c.day
