-- What the quantities of a plan were made of. Grain: one SKU-location that the run planned.
select
  location as Location,
  sku as Sku,
  model as Model,
  service_target as ServiceTarget,
  lead_time_days as LeadTimeDays,
  review_days as ReviewDays,
  protection_interval_days as ProtectionDays,
  expected_demand as ExpectedDemand,
  safety_stock as SafetyStock,
  lead_time_safety as LeadTimeSafety,
  service_safety as ServiceSafety,
  lot_allowance as LotAllowance,
  on_hand as OnHand,
  allocated as Allocated,
  backordered as Backordered,
  on_order as OnOrder,
  not_needed as NotNeeded,
  quantity as Quantity
from inventory.plan_line
where run_id = $run_id
