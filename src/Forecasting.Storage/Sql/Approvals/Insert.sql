insert into run.approval (
  run_id,
  decision_no,
  decision,
  lines_hash,
  person,
  reason,
  decided_at
)
values (
  $run_id,
  $decision_no,
  $decision,
  $lines_hash,
  $person,
  $reason,
  $decided_at
)
