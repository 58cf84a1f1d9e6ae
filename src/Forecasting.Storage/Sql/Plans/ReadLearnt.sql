-- Grain: one row, the history that a SKU-location's plan was made from; none when the run was saved before histories were kept. Null = none was kept of it.
select
  l.start,
  p.bucket,
  l.quantities,
  l.sold,
  l.availability
from demand.learnt as l
inner join inventory."plan" as p
  on p.run_id = l.run_id
where l.run_id = $run_id
  and l.sku = $sku
  and l.location = $location
