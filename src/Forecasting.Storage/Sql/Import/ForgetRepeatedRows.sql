-- What was found out about the rows of a load is needed no more when it is done.
delete from history.repeated_row
where load_id = $load_id
