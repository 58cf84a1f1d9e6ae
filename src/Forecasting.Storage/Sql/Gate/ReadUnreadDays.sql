-- Grain: one SKU-location with a sales row set aside for its quantity in the 91 days before $as_of. Order: position.
with
unread as (
  select
    key_no,
    day
  from history.unknown_sale
  where load_id = $load_id
    and day < $as_of
    and day >= $as_of - 91
),
told as (
  select
    key_no,
    day
  from unread
  union
  select
    s.key_no,
    s.day
  from history.sales as s
  semi join unread as u
    on u.key_no = s.key_no
  where s.load_id = $load_id
    and s.day < $as_of
    and s.day >= $as_of - 91
)
select
  k.sku as Sku,
  k.location as Location,
  cast((select count(*) from unread as u where u.key_no = t.key_no) as integer) as Unread,
  cast(count(*) as integer) as Days
from told as t
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = t.key_no
group by
  t.key_no,
  k.position,
  k.sku,
  k.location
order by k.position
