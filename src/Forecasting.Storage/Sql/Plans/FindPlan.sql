-- Grain: one plan that speaks of the SKU, newest first.
with
mentioned as (
  select
    run_id,
    location
  from inventory.plan_line
  where sku = $sku
  union
  select
    run_id,
    location
  from inventory.unplanned_line
  where sku = $sku
)
select
  p.run_id as RunId,
  p.as_of as AsOf
from inventory."plan" as p
where p.run_id in (select run_id from mentioned where $location is null or location = $location)
  and ($run_id is null or p.run_id = $run_id)
order by p.saved_no desc
offset 0 rows fetch next 1 rows only
