-- What belongs to loads that are no longer kept.
delete from history.load_report
where load_id not in (select load_id from history."load")
