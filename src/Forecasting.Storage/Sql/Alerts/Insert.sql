insert into run.alert (
  alert_id,
  kind,
  subject,
  first_told_at,
  last_told_at,
  told_count,
  gone_at,
  cleared_at
)
values (
  $alert_id,
  $kind,
  $subject,
  $first_told_at,
  $last_told_at,
  $told_count,
  $gone_at,
  $cleared_at
)
