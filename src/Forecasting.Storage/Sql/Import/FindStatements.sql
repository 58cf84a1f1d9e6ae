-- Grain: one row and file that says it, of the keys of which several files say several things. newest and previous are the last two files of the key.
-- The key is SKU-location and day, and the order number where $by_order; rows without one have no key then.
create or replace temp table statement as
with
again as (
  select
    row_no,
    max(file_no) as last_no
  from stated_again
  group by row_no
),
line as (
  select
    l.row_no,
    l.file_no,
    greatest(l.file_no, coalesce(a.last_no, 0)) as last_no,
    l.key_no,
    l.day,
    case when $by_order then l.order_ref else 0 end as order_ref,
    l.units
  from history.loaded_row as l
  left join again as a
    on a.row_no = l.row_no
  where l.feed = $feed
    and l.load_id = $load_id
),
disputed as (
  select
    key_no,
    day,
    order_ref,
    max(last_no) as newest
  from line
  where order_ref is not null
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
    and d.order_ref = l.order_ref
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
  join stated_again as a
    on a.row_no = l.row_no
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
select
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
  and p.order_ref = s.order_ref
