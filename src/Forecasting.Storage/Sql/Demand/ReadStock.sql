-- Grain: one SKU-location with a count on or before $as_of: the sum of its rows on its latest day. Order: position.
with
latest as (
  select
    key_no,
    max(day) as day
  from history.stock
  where load_id = $load_id
    and day <= $as_of
  group by key_no
)
select
  k.sku as Sku,
  k.location as Location,
  max(s.day) as Day,
  sum(s.on_hand) as OnHand,
  sum(s.allocated) as Allocated,
  sum(s.backordered) as Backordered
from history.stock as s
join latest as l
  on l.key_no = s.key_no
  and l.day = s.day
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = s.key_no
where s.load_id = $load_id
group by
  k.position,
  k.sku,
  k.location
order by k.position
