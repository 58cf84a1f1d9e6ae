-- Lines of an order. Grain: one line that went out. Key: line_id.
select
  line_id as LineId,
  order_id as OrderId,
  line_no as LineNumber,
  quantity as Quantity
from run.published_line
where order_id = $order_id
order by
  sequence,
  line_no
