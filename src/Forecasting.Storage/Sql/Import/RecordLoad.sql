insert into history.load (load_id, feed, load_key)
values ($load_id, $feed, $load_key)
