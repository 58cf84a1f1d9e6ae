-- A plan can be taken apart only with the history that it saw, and an import replaces the one before it: so the plan keeps its own.
-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. quantities per bucket from start on, units, as learnt from; NaN = not observed.
create table demand.learnt (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  start date not null,
  quantities double[] not null
);
