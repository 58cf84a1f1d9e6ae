-- Grain: one size of sales rows of a SKU-location whose largest row is at least three times its second largest, of rows before $as_of
-- that are no promotion and no return. Sizes stand in descending order, Place from 1: Above rows of Total are larger.
-- Only the largest size and those at the ranks of the median are returned. Order: position, Place.
with
sized as (
  select
    key_no,
    quantity,
    cast(count(*) as bigint) as times,
    max(day) as newest
  from history.sales
  where load_id = $load_id
    and day < $as_of
    and quantity > 0
    and cast(is_promotion as integer) = 0
  group by
    key_no,
    quantity
),
ranked as (
  select
    key_no,
    quantity,
    times,
    newest,
    row_number() over (partition by key_no order by quantity desc) as place,
    cast(sum(times) over (partition by key_no order by quantity desc rows unbounded preceding) as bigint) as up_to,
    cast(sum(times) over (partition by key_no) as bigint) as total
  from sized
),
measured as (
  select
    key_no,
    max(case when place = 1 then quantity end) as largest,
    max(case when place = 1 then times end) as largest_times,
    coalesce(max(case when place = 2 then quantity end), 0) as second_largest
  from ranked
  where place <= 2
  group by key_no
)
select
  k.sku as Sku,
  k.location as Location,
  m.second_largest as Second,
  r.quantity as Units,
  r.newest as Newest,
  r.place as Place,
  r.up_to - r.times as Above,
  r.times as Times,
  r.total as Total
from ranked as r
join measured as m
  on m.key_no = r.key_no
join history.load_sku_location as k
  on k.load_id = $load_id
  and k.key_no = r.key_no
where m.largest_times = 1
  and m.largest >= 3 * m.second_largest
  and (r.place = 1 or (2 * (r.up_to - r.times) <= r.total and 2 * r.up_to >= r.total))
order by
  k.position,
  r.place
