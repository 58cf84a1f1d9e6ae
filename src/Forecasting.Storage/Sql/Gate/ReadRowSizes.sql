-- Grain: one SKU-location with a sales row before $as_of that is no promotion and no return. Of equally large rows the newest tells the day.
with
sized as (
  select
    key_no,
    day,
    cast(quantity as double) as units
  from history.sales
  where load_id = $load_id
    and day < $as_of
    and quantity > 0
    and not is_promotion
),
measured as (
  select
    key_no,
    max(units) as largest,
    list_extract(max(units, 2), 2) as second,
    median(units) as middle,
    count(*) as rows
  from sized
  group by key_no
)
select
  k.sku as Sku,
  k.location as Location,
  m.largest as Largest,
  max(s.day) as LargestDay,
  coalesce(m.second, 0) as Second,
  m.middle as Median,
  m.rows as Count
from measured as m
join sized as s
  on s.key_no = m.key_no
  and s.units = m.largest
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = m.key_no
where m.largest >= 3 * coalesce(m.second, 0)
group by
  k.position,
  k.sku,
  k.location,
  m.largest,
  m.second,
  m.middle,
  m.rows
order by k.position
