-- Grain: one SKU-location with sales before $as_of, and bucket with a record of sales or of availability.
-- Order: position, bucket_start. quantity is null where no sale was loaded; it is not all that was sold where is_unknown.
with
sold as (
  select
    key_no,
    history.bucket_start(day, $unit, $week_start) as bucket_start,
    sum(quantity) as quantity,
    bool_or(is_promotion) as is_promotion,
    min(day) as first_day
  from history.sales
  where load_id = $sales
    and day < $as_of
  group by all
),
unknown as (
  select
    key_no,
    history.bucket_start(day, $unit, $week_start) as bucket_start
  from history.unknown_sale
  where load_id = $sales
    and day < $as_of
  group by all
),
first_sale as (
  select
    key_no,
    min(first_day) as first_day
  from sold
  group by key_no
),
recorded as (
  select
    k.location,
    k.sku,
    history.bucket_start(a.day, $unit, $week_start) as bucket_start,
    avg(a.in_stock) as in_stock
  from history.availability as a
  join history.load_sku_location as k
    on k.load_id = $availability
    and k.key_no = a.key_no
  where a.load_id = $availability
    and a.day < $as_of
  group by all
),
counted_day as (
  select
    key_no,
    day,
    case when sum(on_hand) > 0 then 1 else 0 end as in_stock
  from history.stock
  where load_id = $stock
    and day < $as_of
  group by key_no, day
),
counted_often as (
  select key_no
  from counted_day
  group by key_no
  having count(*) >= 2
),
counted as (
  select
    k.location,
    k.sku,
    history.bucket_start(d.day, $unit, $week_start) as bucket_start,
    avg(d.in_stock) as in_stock
  from counted_day as d
  semi join counted_often as o
    on o.key_no = d.key_no
  join history.load_sku_location as k
    on k.load_id = $stock
    and k.key_no = d.key_no
  group by all
),
available as (
  select
    location,
    sku,
    bucket_start,
    in_stock
  from recorded
  union all
  select
    c.location,
    c.sku,
    c.bucket_start,
    c.in_stock
  from counted as c
  anti join recorded as r
    on r.location = c.location
    and r.sku = c.sku
),
available_key as (
  select
    k.key_no,
    a.bucket_start,
    a.in_stock
  from available as a
  join history.load_sku_location as k
    on k.load_id = $sales
    and k.location = a.location
    and k.sku = a.sku
  semi join first_sale as f
    on f.key_no = k.key_no
),
bucket as (
  select
    coalesce(s.key_no, u.key_no, a.key_no) as key_no,
    coalesce(s.bucket_start, u.bucket_start, a.bucket_start) as bucket_start,
    s.quantity,
    u.key_no is not null as is_unknown,
    coalesce(s.is_promotion, false) as is_promotion,
    a.in_stock
  from sold as s
  full join unknown as u
    on u.key_no = s.key_no
    and u.bucket_start = s.bucket_start
  full join available_key as a
    on a.key_no = coalesce(s.key_no, u.key_no)
    and a.bucket_start = coalesce(s.bucket_start, u.bucket_start)
)
select
  k.position,
  k.sku,
  k.location,
  f.first_day,
  b.bucket_start,
  b.quantity,
  b.is_unknown,
  b.is_promotion,
  b.in_stock
from bucket as b
join first_sale as f
  on f.key_no = b.key_no
join history.load_sku_location as k
  on k.load_id = $sales
  and k.key_no = b.key_no
order by
  k.position,
  b.bucket_start
