-- What planners say against the forecast comes back with the workbook, and every change of it stays on record.

-- Grain: one version of one override. Key: override_no and version, both from 1 without gaps; a change is a new version, nothing is changed or
-- removed. kind is Set, Add or Multiply; amount is units per bucket, or the factor. is_withdrawn is 0 or 1. Times are UTC. run_id and as_of are
-- those of the run whose workbook it was.
create table demand.override_version (
  override_no integer not null,
  version integer not null,
  sku text not null,
  location text,
  first_day date not null,
  last_day date not null,
  kind text not null,
  amount double precision not null,
  reason text not null,
  author text not null,
  expires date,
  approved_by text not null,
  is_withdrawn integer not null,
  given_by text not null,
  given_at timestamp not null,
  run_id text not null,
  as_of date not null,
  primary key (override_no, version)
);
