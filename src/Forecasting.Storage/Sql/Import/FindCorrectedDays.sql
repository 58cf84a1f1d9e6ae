-- Days that a newer file of the same load corrects.
insert into changed_day (location, sku, day, was, now, source_no, file_no)
with
changed_key as (
  select
    key_no,
    day,
    any_value(newest) as newest,
    any_value(previous) as previous,
    coalesce(sum(units) filter (file_no = previous), 0) as was,
    coalesce(sum(units) filter (file_no = newest), 0) as now
  from statement
  group by
    key_no,
    day,
    order_ref
),
changed as (
  select
    key_no,
    day,
    max(newest) as newest,
    max(previous) as previous,
    sum(was) as was,
    sum(now) as now
  from changed_key
  group by
    key_no,
    day
),
live as (
  select
    l.key_no,
    l.day,
    sum(l.units) as units
  from history.loaded_row as l
  semi join changed as c
    on c.key_no = l.key_no
    and c.day = l.day
  where l.feed = $feed
    and l.load_id = $load_id
  group by
    l.key_no,
    l.day
)
select
  k.location,
  k.sku,
  c.day,
  l.units - c.now + c.was,
  l.units,
  c.previous,
  c.newest
from changed as c
join live as l
  on l.key_no = c.key_no
  and l.day = c.day
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = c.key_no
where c.was <> c.now
