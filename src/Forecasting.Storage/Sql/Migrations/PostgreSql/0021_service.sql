-- What the service keeps: keys of machines, what was asked of it, and how far its timetable has come. Times are UTC.

-- Grain: one key of a machine. Key: key_id. The key itself is kept nowhere: key_hash is its SHA-256. revoked_at is null while it is good.
create table run.api_key (
  key_id text not null,
  key_name text not null,
  role_name text not null,
  key_hash text not null,
  created_at timestamp not null,
  created_by text not null,
  expires_at timestamp not null,
  revoked_at timestamp,
  revoked_by text not null,
  primary key (key_id)
);

-- Grain: one thing that was asked of the service. Key: request_id. kind is Run, Preview, Import, Deliver or Clean; state is Working, Done, Partial, Held,
-- Refused, Failed, Cancelled or Interrupted. as_of is null where the data decide. run_id is empty until it is known, folder that of a preview.
-- narrowed_to is JSON: the part that a preview was asked for, empty = all. worker is the process that does it.
create table run.request (
  request_id text not null,
  kind text not null,
  as_of date,
  narrowed_to text not null,
  requested_by text not null,
  requested_at timestamp not null,
  state text not null,
  run_id text not null,
  folder text not null,
  outcome text not null,
  finished_at timestamp,
  worker text not null,
  primary key (request_id)
);

-- Grain: one idempotency key of one caller. Key: caller, request_key. body_hash is the SHA-256 of what was asked with it.
create table run.request_key (
  caller text not null,
  request_key text not null,
  body_hash text not null,
  request_id text not null,
  primary key (caller, request_key)
);

-- Grain: one job of the timetable. Key: job_name. due_at is the newest moment that was rung for, missed how many before it were passed over,
-- done_at when its work had ended; null while it has not.
create table run.timetable (
  job_name text not null,
  due_at timestamp not null,
  missed integer not null,
  rung_at timestamp not null,
  done_at timestamp,
  primary key (job_name)
);
