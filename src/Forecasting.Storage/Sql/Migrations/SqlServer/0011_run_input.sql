-- What a run was made from stays known: its input files, its settings, and what it read from the database besides.
-- Grain: one thing that a run was made from. Key: run_id, kind, name, sha256. kind is file, settings or context; sha256 is the hash of
-- its bytes, by which the raw archive keeps it, bytes their number. A run without rows is older than the archive, or was cleaned.
-- The key takes at most 2 * (40 + 20 + 255 + 64) = 758 of the 900 bytes that a clustered key may have.
create table run.input (
  run_id nvarchar(40) collate Latin1_General_100_BIN2 not null,
  kind nvarchar(20) collate Latin1_General_100_BIN2 not null,
  name nvarchar(255) collate Latin1_General_100_BIN2 not null,
  sha256 nvarchar(64) collate Latin1_General_100_BIN2 not null,
  bytes bigint not null,
  constraint input_key primary key (run_id, kind, name, sha256)
);
