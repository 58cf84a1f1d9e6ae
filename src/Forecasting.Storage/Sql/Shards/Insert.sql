insert into run.shard_work (
  run_id,
  stage,
  shard_no,
  build,
  question_hash,
  question,
  answer
)
values (
  $run_id,
  $stage,
  $shard_no,
  $build,
  $question_hash,
  $question,
  null
)
