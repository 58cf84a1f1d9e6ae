-- Grain: one standing veto, by its key. In no order: that of text differs from store to store.
select
  sku as Sku,
  location as Location,
  first_day as FirstDay,
  last_day as LastDay,
  "rule" as "Rule",
  reason as Reason,
  author as Author
from demand.veto
