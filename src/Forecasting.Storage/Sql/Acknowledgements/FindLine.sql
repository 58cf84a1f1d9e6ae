-- Grain: one line that went out. Key: line_id.
select
  line_id as LineId,
  order_id as OrderId,
  line_no as LineNumber,
  quantity as Quantity
from run.published_line
where line_id = $line_id
