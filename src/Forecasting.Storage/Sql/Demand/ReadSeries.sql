-- Grain: one SKU-location of the shard with sales before $as_of, and bucket with a record of sales or of availability.
-- Order: position, bucket_start. quantity is null where no sale was loaded; it is not all that was sold where is_unknown.
-- in_stock is a sum over in_stock_days, for the reader to divide: quotients of decimals differ from store to store in their last digits.
with
shard_key as (
  select
    key_no,
    position,
    location,
    sku
  from history.load_sku_location
  where load_id = $sales
    and shard_hash % $shards = $shard
),
sales_row as (
  select
    s.key_no,
    history.bucket_start(s.day, $unit, $week_start) as bucket_start,
    s.day,
    s.quantity,
    cast(s.is_promotion as integer) as is_promotion
  from history.sales as s
  join shard_key as k
    on k.key_no = s.key_no
  where s.load_id = $sales
    and s.day < $as_of
),
sold as (
  select
    key_no,
    bucket_start,
    sum(quantity) as quantity,
    max(quantity) as largest_row,
    max(is_promotion) as is_promotion,
    min(day) as first_day
  from sales_row
  group by
    key_no,
    bucket_start
),
unknown_day as (
  select
    key_no,
    history.bucket_start(day, $unit, $week_start) as bucket_start
  from history.unknown_sale
  where load_id = $sales
    and day < $as_of
),
unknown_bucket as (
  select
    key_no,
    bucket_start
  from unknown_day
  group by
    key_no,
    bucket_start
),
first_sale as (
  select
    key_no,
    min(first_day) as first_day
  from sold
  group by key_no
),
-- Days by the availability feed, and days on which stock was counted, for keys counted on two days or more.
recorded_day as (
  select
    k.location,
    k.sku,
    a.day,
    a.in_stock
  from history.availability as a
  join history.load_sku_location as k
    on k.load_id = $availability
    and k.key_no = a.key_no
  where a.load_id = $availability
    and a.day < $as_of
),
counted_stock as (
  select
    key_no,
    day,
    cast(case when sum(on_hand) > 0 then 1 else 0 end as decimal(18, 9)) as in_stock
  from history.stock
  where load_id = $stock
    and day < $as_of
  group by key_no, day
),
counted_often as (
  select key_no
  from counted_stock
  group by key_no
  having count(*) >= 2
),
counted_day as (
  select
    k.location,
    k.sku,
    d.day,
    d.in_stock
  from counted_stock as d
  join counted_often as o
    on o.key_no = d.key_no
  join history.load_sku_location as k
    on k.load_id = $stock
    and k.key_no = d.key_no
),
-- The feed is the better witness: counts of stock are used only for keys that it never speaks of.
witnessed_day as (
  select
    location,
    sku,
    day,
    in_stock
  from recorded_day
  union all
  select
    c.location,
    c.sku,
    c.day,
    c.in_stock
  from counted_day as c
  where not exists (select 1 from recorded_day as r where r.location = c.location and r.sku = c.sku)
),
-- A day on record as without stock on which something was sold is the day on which stock ran out.
run_out_day as (
  select
    w.location,
    w.sku,
    w.day
  from history.sales as s
  join shard_key as k
    on k.key_no = s.key_no
  join witnessed_day as w
    on w.location = k.location
    and w.sku = k.sku
    and w.day = s.day
  where s.load_id = $sales
    and s.quantity > 0
    and w.in_stock = 0
  group by
    w.location,
    w.sku,
    w.day
),
-- It counts half, beside days that were in stock. Where no day was, nobody knows how long there was stock: 0, beside what was sold.
available_day as (
  select
    w.location,
    w.sku,
    history.bucket_start(w.day, $unit, $week_start) as bucket_start,
    w.in_stock,
    case when r.day is null then w.in_stock else 0.5 end as share
  from witnessed_day as w
  left join run_out_day as r
    on r.location = w.location
    and r.sku = w.sku
    and r.day = w.day
),
available as (
  select
    location,
    sku,
    bucket_start,
    case when max(in_stock) = 0 then 0 else sum(share) end as in_stock,
    cast(count(*) as bigint) as in_stock_days
  from available_day
  group by
    location,
    sku,
    bucket_start
),
available_key as (
  select
    k.key_no,
    a.bucket_start,
    a.in_stock,
    a.in_stock_days
  from available as a
  join shard_key as k
    on k.location = a.location
    and k.sku = a.sku
  join first_sale as f
    on f.key_no = k.key_no
),
bucket as (
  select
    coalesce(s.key_no, u.key_no, a.key_no) as key_no,
    coalesce(s.bucket_start, u.bucket_start, a.bucket_start) as bucket_start,
    s.quantity,
    s.largest_row,
    case when u.key_no is null then 0 else 1 end as is_unknown,
    coalesce(s.is_promotion, 0) as is_promotion,
    a.in_stock,
    a.in_stock_days
  from sold as s
  full join unknown_bucket as u
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
  b.in_stock,
  b.in_stock_days,
  b.largest_row
from bucket as b
join first_sale as f
  on f.key_no = b.key_no
join shard_key as k
  on k.key_no = b.key_no
order by
  k.position,
  b.bucket_start
