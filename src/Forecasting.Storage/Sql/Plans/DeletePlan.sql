-- What an earlier saving of the same run left.
delete from inventory."plan"
where run_id = $run_id
