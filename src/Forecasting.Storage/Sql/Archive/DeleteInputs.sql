-- What an earlier attempt of the run named, or a run that is cleaned.
delete from run.input
where run_id = $run_id
