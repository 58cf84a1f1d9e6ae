-- Grain: one line that went out. Key: line_id. Order: publication, line number; the reader orders by text.
select
  line_id as LineId,
  order_id as OrderId,
  line_no as LineNumber,
  order_type as Type,
  action as Action,
  location as Location,
  sku as Sku,
  source as Source,
  cycle as Cycle,
  revision as Revision,
  quantity as Quantity,
  requested_delivery as RequestedDelivery,
  run_id as RunId,
  as_of as AsOf,
  sequence as Sequence
from run.published_line
where cycle between $first_cycle and $last_cycle
order by
  sequence,
  line_no
