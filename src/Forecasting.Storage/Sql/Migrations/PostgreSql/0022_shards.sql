-- What the nodes of a cluster hand each other.

-- Grain: one shard of a stage that nodes share. Key: run_id, stage, shard_no. question is what is to be computed and answer what came of it, both JSON in gzip;
-- answer is null until it is known. question_hash is the SHA-256 of the JSON; build is the build of the program that asked: only the same one may answer.
create table run.shard_work (
  run_id text not null,
  stage text not null,
  shard_no integer not null,
  build text not null,
  question_hash text not null,
  question bytea not null,
  answer bytea,
  primary key (run_id, stage, shard_no)
);

-- Grain: one request that a node is at work on. Key: request_id. progress is JSON: how far it is.
create table run.request_progress (
  request_id text not null,
  progress text not null,
  primary key (request_id)
);
