insert into run.audit (
  audit_no,
  happened_at,
  actor,
  act,
  subject,
  detail,
  previous_hash,
  entry_hash
)
values (
  $audit_no,
  $happened_at,
  $actor,
  $act,
  $subject,
  $detail,
  $previous_hash,
  $entry_hash
)
