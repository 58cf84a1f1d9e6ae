-- What planners say against the forecast comes back with the workbook, and every change of it stays on record.

-- Grain: one version of one override. Key: override_no and version, both from 1 without gaps; a change is a new version, nothing is changed or
-- removed. kind is Set, Add or Multiply; amount is units per bucket, or the factor. is_withdrawn is 0 or 1. Times are UTC. run_id and as_of are
-- those of the run whose workbook it was.
create table demand.override_version (
  override_no integer not null,
  version integer not null,
  sku varchar not null,
  location varchar,
  first_day date not null,
  last_day date not null,
  kind varchar not null,
  amount double not null,
  reason varchar not null,
  author varchar not null,
  expires date,
  approved_by varchar not null,
  is_withdrawn integer not null,
  given_by varchar not null,
  given_at timestamp not null,
  run_id varchar not null,
  as_of date not null,
  primary key (override_no, version)
);
