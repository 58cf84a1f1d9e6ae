-- What an earlier look knew of a signal.
delete from forecast.signal
where signal_id = $signal_id
  and first_as_of = $first_as_of
