-- Grain: one bucket that has come, of one SKU-location, whose forecast planners had changed; as the newest plan before the morning promised it.
with
promised as (
  select
    sku,
    location,
    bucket_start,
    as_of,
    actual,
    mean,
    statistical,
    row_number() over (partition by sku, location, bucket_start order by as_of desc) as age
  from forecast.outcome
  where bucket = $bucket
    and as_of < $as_of
    and bucket_start >= $first_day
    and bucket_start < $last_day
    and mean <> statistical
    and actual is not null
)
select
  sku as Sku,
  location as Location,
  bucket_start as BucketStart,
  as_of as AsOf,
  actual as Actual,
  mean as Mean,
  statistical as Statistical
from promised
where age = 1
