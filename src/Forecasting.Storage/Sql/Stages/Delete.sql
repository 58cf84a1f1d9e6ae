delete from run.stage
where run_id = $run_id
  and stage = $stage
