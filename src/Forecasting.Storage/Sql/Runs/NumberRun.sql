update run.run
set sequence = $sequence
where run_id = $run_id
