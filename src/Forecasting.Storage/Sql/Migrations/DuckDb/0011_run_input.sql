-- What a run was made from stays known: its input files, its settings, and what it read from the database besides.
-- Grain: one thing that a run was made from. Key: run_id, kind, name, sha256. kind is file, settings or context; sha256 is the hash of
-- its bytes, by which the raw archive keeps it, bytes their number. A run without rows is older than the archive, or was cleaned.
create table run.input (
  run_id varchar not null,
  kind varchar not null,
  name varchar not null,
  sha256 varchar not null,
  bytes bigint not null,
  primary key (run_id, kind, name, sha256)
);
