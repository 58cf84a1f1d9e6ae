-- A class is left only when its limit is clearly passed, so each plan must know the classes of the plan before it.
-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. A blank class is one that could not be told.
create table inventory.segment (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  abc_class varchar not null,
  xyz_class varchar not null,
  pattern varchar not null,
  life_cycle varchar not null
);
