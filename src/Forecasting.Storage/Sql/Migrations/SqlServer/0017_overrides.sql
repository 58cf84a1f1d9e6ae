-- What planners say against the forecast comes back with the workbook, and every change of it stays on record.

-- Grain: one version of one override. Key: override_no and version, both from 1 without gaps; a change is a new version, nothing is changed or
-- removed. kind is Set, Add or Multiply; amount is units per bucket, or the factor. is_withdrawn is 0 or 1. Times are UTC. run_id and as_of are
-- those of the run whose workbook it was.
create table demand.override_version (
  override_no integer not null,
  version integer not null,
  sku nvarchar(450) collate Latin1_General_100_BIN2 not null,
  location nvarchar(450) collate Latin1_General_100_BIN2,
  first_day date not null,
  last_day date not null,
  kind nvarchar(20) collate Latin1_General_100_BIN2 not null,
  amount double precision not null,
  reason nvarchar(max) not null,
  author nvarchar(max) not null,
  expires date,
  approved_by nvarchar(max) not null,
  is_withdrawn integer not null,
  given_by nvarchar(200) collate Latin1_General_100_BIN2 not null,
  given_at datetime2(6) not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  as_of date not null,
  primary key (override_no, version)
);
