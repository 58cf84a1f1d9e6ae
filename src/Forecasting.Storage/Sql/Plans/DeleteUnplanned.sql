-- What an earlier saving of the same run left.
delete from inventory.unplanned_line
where run_id = $run_id
