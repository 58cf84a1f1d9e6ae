-- Days of loads of sales that are no longer kept.
delete from history.unknown_sale
where load_id not in (select load_id from history."load")
