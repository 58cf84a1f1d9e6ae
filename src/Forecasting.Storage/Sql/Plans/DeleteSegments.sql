-- What an earlier saving of the same run left.
delete from inventory.segment
where run_id = $run_id
