-- Grain: one scored forecast bucket from first_day on and before last_day, promised before the morning; those of a SKU-location stand together.
select
  run_id,
  as_of,
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
  actual,
  pinball,
  inside80,
  inside95
from forecast.outcome
where bucket = $bucket
  and as_of < $as_of
  and bucket_start >= $first_day
  and bucket_start < $last_day
order by
  sku,
  location
