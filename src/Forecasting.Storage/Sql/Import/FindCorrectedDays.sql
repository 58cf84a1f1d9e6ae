-- Days that a newer file of the same load corrects.
with
changed_key as (
  select
    key_no,
    day,
    max(newest) as newest,
    max(previous) as previous,
    sum(case when file_no = previous then units else 0 end) as was,
    sum(case when file_no = newest then units else 0 end) as now
  from history.statement
  where load_id = $load_id
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
    cast(sum(was) as decimal(38, 9)) as was,
    cast(sum(now) as decimal(38, 9)) as now
  from changed_key
  group by
    key_no,
    day
),
live as (
  select
    l.key_no,
    l.day,
    cast(sum(l.units) as decimal(38, 9)) as units
  from history.loaded_row as l
  where l.feed = $feed
    and l.load_id = $load_id
    and exists (
      select 1
      from changed as c
      where c.key_no = l.key_no
        and c.day = l.day
    )
  group by
    l.key_no,
    l.day
)
insert into history.changed_day (load_id, location, sku, day, was, now, source_no, file_no, position, is_gone)
select
  k.load_id,
  k.location,
  k.sku,
  c.day,
  l.units - c.now + c.was,
  l.units,
  c.previous,
  c.newest,
  k.position,
  0
from changed as c
join live as l
  on l.key_no = c.key_no
  and l.day = c.day
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = c.key_no
where c.was <> c.now
