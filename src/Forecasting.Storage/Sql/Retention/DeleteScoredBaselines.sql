-- Promises that were scored: what came of them is kept beside what was promised.
delete from forecast.baseline
where exists (
  select 1
  from forecast.outcome as o
  where o.run_id = forecast.baseline.run_id
    and o.location = forecast.baseline.location
    and o.sku = forecast.baseline.sku
    and o.bucket_start = forecast.baseline.bucket_start
)
