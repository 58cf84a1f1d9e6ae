-- What earlier runs promised is compared with what came, for as long as the database lives.

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku. What its forecast is judged by later: naive and statistical are
-- units per bucket from start on, as a seasonal naive forecast and as expected before planners overrode it; the scales are those of its history,
-- null or NaN = none.
create table forecast.baseline (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  start date not null,
  naive varbinary(max) not null,
  statistical varbinary(max) not null,
  seasonal_absolute double precision,
  naive_absolute double precision,
  naive_square double precision,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  category nvarchar(max) not null
);

-- Grain: one forecast bucket of a published run whose time has come. Key: run_id, location, sku, bucket_start. Units.
-- ahead is 1 for the first bucket that the forecast spoke of. A bucket that was not observed has no actual, and is not asked for again.
create table forecast.outcome (
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2 not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  bucket_start date not null,
  bucket nvarchar(100) collate Latin1_General_100_BIN2 not null,
  as_of date not null,
  ahead integer not null,
  model nvarchar(max) not null,
  abc_class nvarchar(10) collate Latin1_General_100_BIN2 not null,
  pattern nvarchar(40) collate Latin1_General_100_BIN2 not null,
  category nvarchar(max) not null,
  actual double precision,
  mean double precision not null,
  statistical double precision not null,
  naive double precision not null,
  pinball double precision,
  inside80 double precision,
  inside95 double precision,
  seasonal_absolute double precision,
  naive_absolute double precision,
  naive_square double precision
);

create index baseline_run on forecast.baseline (run_id, sku);
create index outcome_run on forecast.outcome (run_id, sku);
create index outcome_day on forecast.outcome (bucket_start);
