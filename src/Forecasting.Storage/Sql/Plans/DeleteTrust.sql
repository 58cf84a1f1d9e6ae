-- What an earlier saving of the same run left.
delete from inventory.trust_reason
where run_id = $run_id
