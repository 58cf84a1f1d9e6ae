-- Rows of loads of stock that are no longer kept.
delete from history.stock
where load_id not in (select load_id from history."load")
