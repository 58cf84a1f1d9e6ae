-- What an earlier saving of the same run left.
delete from inventory.plan_line
where run_id = $run_id
