-- Grain: one forecast bucket that has come and is not scored yet: of the newest publication of each earlier morning.
with
promises as (
  select
    run_id,
    location,
    sku,
    bucket_start,
    ahead,
    model,
    abc_class,
    pattern,
    category,
    mean,
    statistical,
    naive,
    seasonal_absolute,
    naive_absolute,
    naive_square,
    levels,
    quantiles
  from forecast.baseline
  where bucket = $bucket
),
told as (
  select
    r.run_id,
    r.as_of,
    row_number() over (partition by r.as_of order by r.sequence desc) as age
  from run.run as r
  where r.state = 'Published'
    and r.as_of < $as_of
    and r.scope = $scope
    and exists (
      select 1
      from promises as p
      where p.run_id = r.run_id
    )
)
select
  t.run_id,
  t.as_of,
  p.location,
  p.sku,
  p.bucket_start,
  p.ahead,
  p.model,
  p.abc_class,
  p.pattern,
  p.category,
  p.mean,
  p.statistical,
  p.naive,
  p.seasonal_absolute,
  p.naive_absolute,
  p.naive_square,
  p.levels,
  p.quantiles
from told as t
inner join promises as p
  on p.run_id = t.run_id
where t.age = 1
  and p.bucket_start < $first_day
  and not exists (
    select 1
    from forecast.outcome as o
    where o.run_id = p.run_id
      and o.location = p.location
      and o.sku = p.sku
      and o.bucket_start = p.bucket_start
  )
