-- Rows of loads of sales that are no longer kept.
delete from history.sales
where load_id not in (select load_id from history."load")
