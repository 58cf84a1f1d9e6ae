-- Grain: one SKU-location of a run that is ordered. What is at risk without the order first.
select
  location as Location,
  sku as Sku,
  item_name as ItemName,
  supplier as Supplier,
  source_location as SourceLocation,
  quantity as Quantity,
  order_date as OrderDate,
  requested_delivery as RequestedDelivery,
  money_at_risk as MoneyAtRisk,
  expected_stockout_date as ExpectedStockoutDate,
  stockout_probability as StockoutProbability
from inventory.plan_line
where run_id = $run_id
  and quantity > 0
order by money_at_risk desc, expected_shortage desc, location, sku
offset 0 rows fetch next 100 rows only
