-- The first schema: what came in, what was learnt from it, what was planned, what was sent out.
-- Big tables carry no index: they are written in bulk, read by scans, and keep their key by construction.

create schema history;
create schema demand;
create schema forecast;
create schema inventory;
create schema run;

-- Grain: one reading of all files of one feed. Key: load_id; load_key is unique.
create table history.load (
  load_id bigint primary key,
  feed varchar not null,
  -- SHA-256 of the feed's file names, their content, the settings that read them, and the build of the reader.
  load_key varchar not null unique
);

-- Grain: one file of a load. Key: load_id, file.
create table history.load_report (
  load_id bigint not null,
  file varchar not null,
  feed varchar not null,
  sha256 varchar not null,
  bytes bigint not null,
  profile varchar not null,
  rows_read bigint not null,
  rows_loaded bigint not null,
  rows_quarantined bigint not null,
  rows_duplicate bigint not null,
  rejected_reason varchar not null,
  notes varchar[] not null
);

-- Grain: one fault of one row, or of a whole file (line 0). Key: load_id, finding_no.
create table history.load_finding (
  load_id bigint not null,
  finding_no integer not null,
  file varchar not null,
  feed varchar not null,
  line bigint not null,
  column_name varchar not null,
  value varchar not null,
  rule varchar not null,
  message varchar not null,
  original_line varchar not null
);

-- Grain: one SKU-location of a load. Key: load_id, key_no; also load_id, location, sku.
-- position is its place in the ordinal order of location, then SKU (UTF-16, as in .NET), from 0.
create table history.load_sku_location (
  load_id bigint not null,
  key_no integer not null,
  position integer not null,
  location varchar not null,
  sku varchar not null
);

-- Grain: one row of a sales file. No key: two customers may buy the same on the same day. quantity in units, negative = return.
create table history.sales (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  quantity decimal(28, 9) not null,
  unit_price decimal(28, 9),
  is_promotion boolean not null
);

-- Grain: one row of a stock file. Units; several rows of one SKU-location and day (shelves, batches) add up.
create table history.stock (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  on_hand decimal(28, 9) not null,
  allocated decimal(28, 9) not null,
  backordered decimal(28, 9) not null
);

-- Grain: one row of an availability file. in_stock is the share of the bucket, 0..1; decimal, so that means do not depend on the order of adding.
create table history.availability (
  load_id bigint not null,
  key_no integer not null,
  day date not null,
  in_stock decimal(18, 9) not null
);

-- First day of the bucket that holds the day; unit is day, week or month, week_start the weekday from 0 = Sunday.
create macro history.bucket_start(day, unit, week_start) as
  case unit
    when 'day' then day
    when 'week' then day - cast((dayofweek(day) - week_start + 7) % 7 as integer)
    else cast(date_trunc('month', day) as date)
  end;

-- Grain: one change that cleansing made to one bucket of a run. Key: run_id, location, sku, bucket_start, rule. NaN = not observed.
create table demand.correction (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  bucket_start date not null,
  was double not null,
  now double not null,
  rule varchar not null,
  why varchar not null
);

-- Grain: one forecast bucket of a run. Key: run_id, location, sku, bucket_start. Units; levels and quantiles have the same length.
create table forecast.forecast (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  bucket_start date not null,
  mean double not null,
  levels double[] not null,
  quantiles double[] not null,
  model varchar not null,
  fallback_reason varchar not null
);

-- Grain: one backtest of a run. Key: run_id, location, sku. bias = mean of forecast - actual, units; NaN = not scored.
create table forecast.score (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  model varchar not null,
  origins integer not null,
  wape double not null,
  bias double not null,
  mase double not null,
  rmsse double not null,
  coverage80 double not null,
  mean_absolute_error double not null
);

-- Grain: one saved plan. Key: run_id. saved_no rises with each saving.
create table inventory.plan (
  run_id varchar not null,
  saved_no bigint not null,
  as_of date not null,
  scope varchar not null,
  cycle date not null,
  bucket varchar not null
);

-- Grain: one planned SKU-location of a run. Key: run_id, location, sku; position is its place in the plan, from 0.
-- Units, except money_at_risk. expected_demand + safety_stock + lot_allowance - on_hand + allocated + backordered - on_order
-- + not_needed + minimum_order_rounding + pack_rounding - maximum_cut = quantity, exactly.
create table inventory.plan_line (
  run_id varchar not null,
  position integer not null,
  location varchar not null,
  sku varchar not null,
  item_name varchar not null,
  supplier varchar not null,
  source_location varchar not null,
  lead_time_days double not null,
  lead_time_std_days double not null,
  lead_time_source varchar not null,
  review_days double not null,
  moq decimal(38, 18) not null,
  pack_size decimal(38, 18) not null,
  max_order decimal(38, 18),
  assumptions varchar[] not null,
  pattern varchar not null,
  abc_class varchar not null,
  model varchar not null,
  parameters varchar not null,
  fallback_reason varchar not null,
  expected_demand decimal(38, 18) not null,
  safety_stock decimal(38, 18) not null,
  lot_allowance decimal(38, 18) not null,
  on_hand decimal(38, 18) not null,
  allocated decimal(38, 18) not null,
  backordered decimal(38, 18) not null,
  on_order decimal(38, 18) not null,
  not_needed decimal(38, 18) not null,
  minimum_order_rounding decimal(38, 18) not null,
  pack_rounding decimal(38, 18) not null,
  maximum_cut decimal(38, 18) not null,
  quantity decimal(38, 18) not null,
  order_date date not null,
  requested_delivery date not null,
  protection_interval_days double not null,
  demand_deviation decimal(38, 18) not null,
  service_target varchar not null,
  expected_service double not null,
  stockout_probability double not null,
  expected_shortage decimal(38, 18) not null,
  expected_stockout_date date,
  money_at_risk decimal(38, 18) not null,
  excess_units decimal(38, 18) not null,
  notes varchar[] not null
);

-- Grain: one SKU-location that a run did not plan. Key: run_id, location, sku.
create table inventory.unplanned_line (
  run_id varchar not null,
  location varchar not null,
  sku varchar not null,
  is_failure boolean not null,
  reason varchar not null
);

-- Grain: one run. Key: run_id. sequence and folder are set when it is published; a sequence is used once.
create table run.run (
  run_id varchar primary key,
  as_of date not null,
  scope varchar not null,
  engine_version varchar not null,
  settings_hash varchar not null,
  state varchar not null,
  started_at timestamp not null,
  finished_at timestamp,
  sequence bigint unique,
  folder varchar not null,
  outcome varchar not null
);

-- Grain: one reorder line that went out. Key: line_id, for ever. source is the supplier, or the sending place of a transfer.
create table run.published_line (
  line_id varchar primary key,
  order_id varchar not null,
  line_no integer not null,
  order_type varchar not null,
  action varchar not null,
  location varchar not null,
  sku varchar not null,
  source varchar not null,
  cycle date not null,
  revision integer not null,
  quantity decimal(28, 9) not null,
  requested_delivery date not null,
  run_id varchar not null,
  as_of date not null,
  sequence bigint not null
);
