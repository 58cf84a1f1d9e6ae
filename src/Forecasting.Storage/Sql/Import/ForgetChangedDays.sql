-- What was found out about the rows of a load is needed no more when it is done.
delete from history.changed_day
where load_id = $load_id
