-- Grain: one forecast bucket of a run, of all that was expected to leave a place. Order: location, sku, bucket_start.
select
  location,
  sku,
  bucket_start,
  mean,
  levels,
  quantiles
from forecast.forecast
where run_id = $run_id
order by
  location,
  sku,
  bucket_start
