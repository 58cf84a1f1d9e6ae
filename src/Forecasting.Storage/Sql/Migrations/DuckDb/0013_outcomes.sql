-- What earlier runs promised is compared with what came, for as long as the database lives.

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. What its forecast is judged by later: naive and statistical are
-- units per bucket from start on, as a seasonal naive forecast and as expected before planners overrode it; the scales are those of its history,
-- null or NaN = none.
create table forecast.baseline (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  start date not null,
  naive double[] not null,
  statistical double[] not null,
  seasonal_absolute double,
  naive_absolute double,
  naive_square double,
  abc_class varchar not null,
  pattern varchar not null,
  category varchar not null
);

-- Grain: one forecast bucket of a published run whose time has come. Key: run_id, location, sku, bucket_start. Units.
-- ahead is 1 for the first bucket that the forecast spoke of. A bucket that was not observed has no actual, and is not asked for again.
create table forecast.outcome (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  bucket_start date not null,
  bucket varchar not null,
  as_of date not null,
  ahead integer not null,
  model varchar not null,
  abc_class varchar not null,
  pattern varchar not null,
  category varchar not null,
  actual double,
  mean double not null,
  statistical double not null,
  naive double not null,
  pinball double,
  inside80 double,
  inside95 double,
  seasonal_absolute double,
  naive_absolute double,
  naive_square double
);
