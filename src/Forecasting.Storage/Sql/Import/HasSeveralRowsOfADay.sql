-- 1 when one file has several rows of one SKU-location and day: then these are no key of its rows. Otherwise 0.
with
stated as (
  select
    file_no,
    key_no,
    day
  from history.loaded_row
  where feed = $feed
    and load_id = $load_id
  union all
  select
    a.file_no,
    l.key_no,
    l.day
  from history.loaded_row as l
  join history.stated_again as a
    on a.load_id = $load_id
    and a.row_no = l.row_no
  where l.feed = $feed
    and l.load_id = $load_id
),
several as (
  select key_no
  from stated
  group by
    file_no,
    key_no,
    day
  having count(*) > 1
)
select case when exists (select 1 from several) then 1 else 0 end
