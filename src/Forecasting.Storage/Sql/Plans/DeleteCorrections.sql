-- What an earlier saving of the same run left.
delete from demand.correction
where run_id = $run_id
