-- Grain: one row and file that says it, of the keys of which several files say several things. newest and previous are the last two files of the key.
-- The key is SKU-location and day, and the order number where $by_order is 1; rows without one have no key then.
with
again as (
  select
    row_no,
    max(file_no) as last_no
  from history.stated_again
  where load_id = $load_id
  group by row_no
),
line as (
  select
    l.row_no,
    l.file_no,
    case when a.last_no > l.file_no then a.last_no else l.file_no end as last_no,
    l.key_no,
    l.day,
    case when $by_order = 1 then l.order_ref end as order_ref,
    l.units
  from history.loaded_row as l
  left join again as a
    on a.row_no = l.row_no
  where l.feed = $feed
    and l.load_id = $load_id
    and ($by_order = 0 or l.order_ref is not null)
),
disputed as (
  select
    key_no,
    day,
    order_ref,
    max(last_no) as newest
  from line
  group by
    key_no,
    day,
    order_ref
  having min(file_no) < max(last_no)
    and count(*) > 1
),
disputed_line as (
  select
    l.row_no,
    l.file_no,
    l.key_no,
    l.day,
    l.order_ref,
    l.units,
    d.newest
  from line as l
  join disputed as d
    on d.key_no = l.key_no
    and d.day = l.day
    and (d.order_ref = l.order_ref or $by_order = 0)
),
stated as (
  select
    row_no,
    file_no,
    key_no,
    day,
    order_ref,
    units,
    newest
  from disputed_line
  union all
  select
    l.row_no,
    a.file_no,
    l.key_no,
    l.day,
    l.order_ref,
    l.units,
    l.newest
  from disputed_line as l
  join history.stated_again as a
    on a.load_id = $load_id
    and a.row_no = l.row_no
),
previous as (
  select
    key_no,
    day,
    order_ref,
    max(file_no) as previous
  from stated
  where file_no < newest
  group by
    key_no,
    day,
    order_ref
)
insert into history.statement (load_id, row_no, file_no, key_no, day, order_ref, units, newest, previous)
select
  $load_id,
  s.row_no,
  s.file_no,
  s.key_no,
  s.day,
  s.order_ref,
  s.units,
  s.newest,
  p.previous
from stated as s
join previous as p
  on p.key_no = s.key_no
  and p.day = s.day
  and (p.order_ref = s.order_ref or $by_order = 0)
