-- Grain: one SKU or place of one feed. Order: feed, kind, code.
with
used as (
  select
    case load_id
      when $sales then 'sales'
      when $stock then 'stock'
      else 'availability'
    end as feed,
    sku,
    location
  from history.load_sku_location
  where load_id in ($sales, $stock, $availability)
)
select distinct
  feed as Feed,
  'sku' as Kind,
  sku as Code
from used
union all
select distinct
  feed,
  'location',
  location
from used
order by
  Feed,
  Kind,
  Code
