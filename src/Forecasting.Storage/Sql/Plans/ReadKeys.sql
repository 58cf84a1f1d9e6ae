-- Grain: one SKU-location that a run knew, planned or not.
select
  location as Location,
  sku as Sku
from inventory.plan_line
where run_id = $run_id
union all
select
  location as Location,
  sku as Sku
from inventory.unplanned_line
where run_id = $run_id
