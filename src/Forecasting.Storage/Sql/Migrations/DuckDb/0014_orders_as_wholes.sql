-- What an order as a whole does to its lines, and what safety stock is made of. Units: quantity is the sum that it was before
-- + shared_rounding - budget_cut, exactly; lead_time_safety and service_safety are parts of safety_stock.
-- worth, next_pack_worth, rounding_cost: money; null where no costs are known, and for lines planned before.
alter table inventory.plan_line add column shared_rounding decimal(38, 18) default 0;
alter table inventory.plan_line add column budget_cut decimal(38, 18) default 0;
alter table inventory.plan_line add column lead_time_safety decimal(38, 18) default 0;
alter table inventory.plan_line add column service_safety decimal(38, 18) default 0;
alter table inventory.plan_line add column worth decimal(38, 18);
alter table inventory.plan_line add column next_pack_worth decimal(38, 18);
alter table inventory.plan_line add column rounding_cost decimal(38, 18);
