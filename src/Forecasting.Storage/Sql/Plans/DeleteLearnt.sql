-- What an earlier saving of the same run left.
delete from demand.learnt
where run_id = $run_id
