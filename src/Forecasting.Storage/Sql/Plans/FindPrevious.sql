-- The newest published plan of all SKU-locations that was made for $as_of or a day before, other than the run's own. Grain: one plan.
select
  p.run_id as RunId,
  p.as_of as AsOf,
  r.sequence as Sequence,
  r.engine_version as EngineVersion,
  r.settings_hash as SettingsHash
from inventory."plan" as p
join run.run as r
  on r.run_id = p.run_id
where r.state = 'Published'
  and p.as_of <= $as_of
  and p.bucket = $bucket
  and p.scope = $scope
  and p.run_id <> $run_id
order by
  p.as_of desc,
  r.sequence desc
offset 0 rows fetch next 1 rows only
