-- Grain: one forecast bucket of a SKU-location, in time order.
select
  f.mean,
  f.levels,
  f.quantiles,
  f.model,
  f.fallback_reason,
  l.parameters
from forecast.forecast as f
inner join inventory.plan_line as l
  on l.run_id = f.run_id
  and l.sku = f.sku
  and l.location = f.location
where f.run_id = $run_id
  and f.sku = $sku
  and f.location = $location
order by f.bucket_start
