-- Promises of a publication that a newer one of the same morning replaced: they are scored no more. To be run before the scored ones go: the
-- newer publication is known by its promises.
delete from forecast.baseline
where exists (
  select 1
  from run.run as r
  inner join run.run as n
    on n.as_of = r.as_of
    and n.scope = r.scope
    and n.sequence > r.sequence
  where r.run_id = forecast.baseline.run_id
    and r.state = 'Published'
    and n.state = 'Published'
    and exists (
      select 1
      from forecast.baseline as b
      where b.run_id = n.run_id
        and b.bucket = forecast.baseline.bucket
    )
)
