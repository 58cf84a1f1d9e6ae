-- Grain: one forecast bucket that has come and is not scored yet: of the published run saved last for each earlier morning.
with
told as (
  select
    p.run_id,
    p.as_of,
    row_number() over (partition by p.as_of order by p.saved_no desc) as age
  from inventory."plan" as p
  inner join run.run as r
    on r.run_id = p.run_id
  where r.state = 'Published'
    and p.as_of < $as_of
    and p.bucket = $bucket
    and p.scope = $scope
)
select
  f.run_id,
  t.as_of,
  f.location,
  f.sku,
  f.bucket_start,
  b.start,
  f.model,
  b.abc_class,
  b.pattern,
  b.category,
  f.mean,
  b.naive,
  b.statistical,
  b.seasonal_absolute,
  b.naive_absolute,
  b.naive_square,
  f.levels,
  f.quantiles
from told as t
inner join forecast.baseline as b
  on b.run_id = t.run_id
inner join forecast.forecast as f
  on f.run_id = b.run_id
  and f.location = b.location
  and f.sku = b.sku
where t.age = 1
  and f.bucket_start < $first_day
  and not exists (
    select 1
    from forecast.outcome as o
    where o.run_id = f.run_id
      and o.location = f.location
      and o.sku = f.sku
      and o.bucket_start = f.bucket_start
  )
