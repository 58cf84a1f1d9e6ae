-- Forecasts whose plan line is gone.
delete from forecast.forecast
where run_id = $run_id
  and not exists (
    select 1
    from inventory.plan_line as l
    where l.run_id = forecast.forecast.run_id
      and l.location = forecast.forecast.location
      and l.sku = forecast.forecast.sku
  )
