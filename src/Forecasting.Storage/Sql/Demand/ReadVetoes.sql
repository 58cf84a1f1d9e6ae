-- Grain: one standing veto, by its key: the same vetoes in the same order, however often they were given.
select
  sku as Sku,
  location as Location,
  first_day as FirstDay,
  last_day as LastDay,
  rule as Rule,
  reason as Reason,
  author as Author
from demand.veto
order by
  sku,
  location nulls first,
  first_day,
  last_day,
  rule
