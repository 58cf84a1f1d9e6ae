-- Rows of loads of availability that are no longer kept.
delete from history.availability
where load_id not in (select load_id from history."load")
