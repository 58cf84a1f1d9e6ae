-- Grain: one SKU-location that the run did not plan.
select
  location as Location,
  cast(is_failure as integer) as IsFailure,
  reason as Reason
from inventory.unplanned_line
where run_id = $run_id
  and sku = $sku
  and ($location is null or location = $location)
