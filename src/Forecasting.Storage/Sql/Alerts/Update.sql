update run.alert
set
  kind = $kind,
  subject = $subject,
  first_told_at = $first_told_at,
  last_told_at = $last_told_at,
  told_count = $told_count,
  gone_at = $gone_at,
  cleared_at = $cleared_at
where alert_id = $alert_id
