-- Grain: one forecast bucket of a run that has begun, of what customers were expected to buy. Order: location, sku, bucket_start.
select
  location,
  sku,
  bucket_start,
  mean,
  levels,
  quantiles
from forecast.baseline
where run_id = $run_id
  and bucket_start < $as_of
order by
  location,
  sku,
  bucket_start
