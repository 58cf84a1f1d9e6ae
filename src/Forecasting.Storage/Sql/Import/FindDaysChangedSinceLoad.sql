-- Days up to the last one of the previous load whose net units changed, appeared or vanished.
with
old_day as (
  select
    key_no,
    day,
    cast(sum(units) as decimal(38, 9)) as units
  from history.loaded_row
  where feed = $feed
    and load_id = $previous
  group by
    key_no,
    day
),
new_day as (
  select
    key_no,
    day,
    cast(sum(units) as decimal(38, 9)) as units,
    max(file_no) as file_no
  from history.loaded_row
  where feed = $feed
    and load_id = $load_id
    and day <= (select max(day) from old_day)
  group by
    key_no,
    day
),
old_key as (
  select
    o.key_no,
    o.location,
    o.sku,
    o.position,
    coalesce(n.key_no, -1 - o.key_no) as common_no
  from history.load_sku_location as o
  left join history.load_sku_location as n
    on n.load_id = $load_id
    and n.location = o.location
    and n.sku = o.sku
  where o.load_id = $previous
),
old_common_day as (
  select
    k.common_no,
    o.day,
    o.units
  from old_day as o
  join old_key as k
    on k.key_no = o.key_no
),
changed as (
  select
    coalesce(n.key_no, o.common_no) as common_no,
    coalesce(n.day, o.day) as day,
    o.units as was,
    n.units as now,
    n.file_no
  from old_common_day as o
  full join new_day as n
    on n.key_no = o.common_no
    and n.day = o.day
  where o.units is null
    or n.units is null
    or o.units <> n.units
)
insert into history.changed_day (load_id, location, sku, day, was, now, source_no, file_no, position, is_gone)
select
  $load_id,
  coalesce(n.location, o.location),
  coalesce(n.sku, o.sku),
  c.day,
  c.was,
  c.now,
  null,
  c.file_no,
  coalesce(n.position, o.position),
  case when n.position is null then 1 else 0 end
from changed as c
left join history.load_sku_location as n
  on n.load_id = $load_id
  and n.key_no = c.common_no
left join old_key as o
  on o.common_no = c.common_no
