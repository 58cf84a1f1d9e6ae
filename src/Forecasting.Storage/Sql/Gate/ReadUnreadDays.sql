-- Grain: one SKU-location with a sales row set aside for its quantity from $first to before $as_of. Order: position.
with
unread as (
  select
    key_no,
    day
  from history.unknown_sale
  where load_id = $load_id
    and day < $as_of
    and day >= $first
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
  where s.load_id = $load_id
    and s.day < $as_of
    and s.day >= $first
    and exists (select 1 from unread as u where u.key_no = s.key_no)
),
unread_key as (
  select
    key_no,
    count(*) as days
  from unread
  group by key_no
),
told_key as (
  select
    key_no,
    count(*) as days
  from told
  group by key_no
)
select
  k.sku as Sku,
  k.location as Location,
  cast(u.days as integer) as Unread,
  cast(t.days as integer) as Days
from told_key as t
join unread_key as u
  on u.key_no = t.key_no
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = t.key_no
order by k.position
