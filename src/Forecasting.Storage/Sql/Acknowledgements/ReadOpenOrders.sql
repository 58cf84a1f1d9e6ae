-- Grain: one row of the open-order feed. Key: row_no.
select
  as_of as AsOf,
  order_id as OrderId,
  location as Location,
  sku as Sku,
  quantity as Quantity,
  due_date as DueDate
from run.open_order
order by row_no
