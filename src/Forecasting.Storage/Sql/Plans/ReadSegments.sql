-- Grain: one SKU-location of the newest plan of all SKU-locations that was made before the day, the one saved last if there are several.
with
newest as (
  select run_id
  from inventory."plan"
  where as_of < $as_of
    and bucket = $bucket
    and scope = 'all'
  order by
    as_of desc,
    saved_no desc
  offset 0 rows fetch next 1 rows only
)
select
  location as Location,
  sku as Sku,
  abc_class as Abc,
  xyz_class as Xyz,
  pattern as Pattern,
  life_cycle as LifeCycle
from inventory.segment
where run_id in (select run_id from newest)
