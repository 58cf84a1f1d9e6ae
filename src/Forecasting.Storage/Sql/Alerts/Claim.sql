update run.alert_delivery
set
  tries = tries + 1,
  next_try = $next_try
where message_no = $message_no
  and channel = $channel
  and state = 'Pending'
  and tries = $seen_tries
