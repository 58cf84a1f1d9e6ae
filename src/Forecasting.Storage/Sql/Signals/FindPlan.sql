-- The newest published plan of all SKU-locations that was made for $as_of or a day before. Grain: one plan.
select
  p.run_id as RunId,
  p.as_of as AsOf,
  p.bucket as Bucket
from inventory."plan" as p
join run.run as r
  on r.run_id = p.run_id
where r.state = 'Published'
  and p.as_of <= $as_of
  and p.scope = $scope
order by
  p.as_of desc,
  r.sequence desc
offset 0 rows fetch next 1 rows only
