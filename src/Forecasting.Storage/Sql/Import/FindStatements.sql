-- Grain: one row and file that says it, of the keys that several files speak of. newest and previous are the last two of these files.
-- The key is SKU-location and day, and the order number where $by_order; rows without one have no key then.
create or replace temp table statement as
with
stated as (
  select
    row_no,
    file_no,
    key_no,
    day,
    case when $by_order then order_ref else 0 end as order_ref,
    units
  from history.loaded_row
  where feed = $feed
    and load_id = $load_id
  union all
  select
    l.row_no,
    a.file_no,
    l.key_no,
    l.day,
    case when $by_order then l.order_ref else 0 end,
    l.units
  from history.loaded_row as l
  join stated_again as a
    on a.row_no = l.row_no
  where l.feed = $feed
    and l.load_id = $load_id
),
spoken_of as (
  select
    key_no,
    day,
    order_ref,
    list_sort(list(distinct file_no), 'desc') as files
  from stated
  where order_ref is not null
  group by
    key_no,
    day,
    order_ref
  having min(file_no) < max(file_no)
)
select
  s.row_no,
  s.file_no,
  s.key_no,
  s.day,
  s.order_ref,
  s.units,
  k.files[1] as newest,
  k.files[2] as previous
from stated as s
join spoken_of as k
  on k.key_no = s.key_no
  and k.day = s.day
  and k.order_ref = s.order_ref
