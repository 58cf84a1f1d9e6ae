-- What the nodes of a cluster hand each other.

-- Grain: one shard of a stage that nodes share. Key: run_id, stage, shard_no. question is what is to be computed and answer what came of it, both JSON in gzip;
-- answer is null until it is known. question_hash is the SHA-256 of the JSON; build is the build of the program that asked: only the same one may answer.
create table run.shard_work (
  run_id varchar not null,
  stage varchar not null,
  shard_no integer not null,
  build varchar not null,
  question_hash varchar not null,
  question blob not null,
  answer blob,
  primary key (run_id, stage, shard_no)
);

-- Grain: one request that a node is at work on. Key: request_id. progress is JSON: how far it is.
create table run.request_progress (
  request_id varchar not null,
  progress varchar not null,
  primary key (request_id)
);
