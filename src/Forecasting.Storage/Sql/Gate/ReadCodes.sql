-- Grain: one SKU or place of one feed. In no order: that of text differs from store to store.
with
used as (
  select
    case
      when load_id = $sales then 'sales'
      when load_id = $stock then 'stock'
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
