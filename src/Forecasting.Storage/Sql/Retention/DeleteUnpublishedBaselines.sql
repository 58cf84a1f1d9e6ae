-- Promises of a run that was never published, and whose plan is gone.
delete from forecast.baseline
where not exists (
    select 1
    from run.run as r
    where r.run_id = forecast.baseline.run_id
      and r.state = 'Published'
  )
  and not exists (
    select 1
    from inventory."plan" as p
    where p.run_id = forecast.baseline.run_id
  )
