insert into run.alert_message (
  message_no,
  kind,
  created_at,
  content
)
values (
  $message_no,
  $kind,
  $created_at,
  $content
)
