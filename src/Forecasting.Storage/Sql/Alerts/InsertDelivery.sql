insert into run.alert_delivery (
  message_no,
  channel,
  state,
  tries,
  next_try,
  fault,
  changed_at
)
values (
  $message_no,
  $channel,
  'Pending',
  0,
  $next_try,
  '',
  $next_try
)
