delete from run.open_order
