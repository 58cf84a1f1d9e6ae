-- Grain: one SKU-location that a published run planned: its newest plan as of $as_of or earlier. Grade D is never planned, so each is a good one.
-- Means are added in whole millionths of a unit: sums of fractions differ with the order of adding, and from store to store.
with
planned as (
  select
    l.run_id,
    l.location,
    l.sku,
    p.as_of,
    l.quantity,
    l.order_date,
    row_number() over (partition by l.location, l.sku order by p.as_of desc, p.saved_no desc) as age
  from inventory.plan_line as l
  join inventory."plan" as p
    on p.run_id = l.run_id
  join run.run as r
    on r.run_id = l.run_id
  where r.state = 'Published'
    and p.as_of <= $as_of
),
expected as (
  select
    f.run_id,
    f.location,
    f.sku,
    sum(cast(floor(f.mean * 1000000 + 0.5) as decimal(38, 0))) as millionths,
    cast(count(*) as bigint) as buckets
  from forecast.forecast as f
  join planned as n
    on n.run_id = f.run_id
    and n.location = f.location
    and n.sku = f.sku
    and n.age = 1
  group by
    f.run_id,
    f.location,
    f.sku
)
select
  n.location as Location,
  n.sku as Sku,
  n.run_id as RunId,
  n.as_of as AsOf,
  n.quantity as Quantity,
  n.order_date as OrderDate,
  e.millionths as MeanMillionths,
  e.buckets as Buckets
from planned as n
left join expected as e
  on e.run_id = n.run_id
  and e.location = n.location
  and e.sku = n.sku
where n.age = 1
