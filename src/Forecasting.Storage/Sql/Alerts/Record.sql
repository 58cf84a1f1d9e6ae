update run.alert_delivery
set
  state = $state,
  fault = $fault,
  changed_at = $changed_at
where message_no = $message_no
  and channel = $channel
