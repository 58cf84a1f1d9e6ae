-- What the service keeps: keys of machines, what was asked of it, and how far its timetable has come. Times are UTC.

-- Grain: one key of a machine. Key: key_id. The key itself is kept nowhere: key_hash is its SHA-256. revoked_at is null while it is good.
create table run.api_key (
  key_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  key_name nvarchar(200) collate Latin1_General_100_BIN2 not null,
  role_name nvarchar(20) collate Latin1_General_100_BIN2 not null,
  key_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,
  created_at datetime2(6) not null,
  created_by nvarchar(max) not null,
  expires_at datetime2(6) not null,
  revoked_at datetime2(6),
  revoked_by nvarchar(max) not null,
  primary key (key_id)
);

-- Grain: one thing that was asked of the service. Key: request_id. kind is Run, Preview, Import, Deliver or Clean; state is Working, Done, Partial, Held,
-- Refused, Failed, Cancelled or Interrupted. as_of is null where the data decide. run_id is empty until it is known, folder that of a preview.
-- narrowed_to is JSON: the part that a preview was asked for, empty = all. worker is the process that does it.
create table run.request (
  request_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  kind nvarchar(20) collate Latin1_General_100_BIN2 not null,
  as_of date,
  narrowed_to nvarchar(max) not null,
  requested_by nvarchar(max) not null,
  requested_at datetime2(6) not null,
  state nvarchar(20) collate Latin1_General_100_BIN2 not null,
  run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  folder nvarchar(max) not null,
  outcome nvarchar(max) not null,
  finished_at datetime2(6),
  worker nvarchar(max) not null,
  primary key (request_id)
);

-- Grain: one idempotency key of one caller. Key: caller, request_key. body_hash is the SHA-256 of what was asked with it.
create table run.request_key (
  caller nvarchar(200) collate Latin1_General_100_BIN2 not null,
  request_key nvarchar(200) collate Latin1_General_100_BIN2 not null,
  body_hash nvarchar(64) collate Latin1_General_100_BIN2 not null,
  request_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
  primary key (caller, request_key)
);

-- Grain: one job of the timetable. Key: job_name. due_at is the newest moment that was rung for, missed how many before it were passed over,
-- done_at when its work had ended; null while it has not.
create table run.timetable (
  job_name nvarchar(20) collate Latin1_General_100_BIN2 not null,
  due_at datetime2(6) not null,
  missed integer not null,
  rung_at datetime2(6) not null,
  done_at datetime2(6),
  primary key (job_name)
);
