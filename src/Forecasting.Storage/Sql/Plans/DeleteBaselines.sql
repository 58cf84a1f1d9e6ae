-- What an earlier saving of the same run left.
delete from forecast.baseline
where run_id = $run_id
