-- What an earlier saving of the same run left.
delete from forecast.score
where run_id = $run_id
