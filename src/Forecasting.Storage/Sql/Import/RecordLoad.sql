insert into history."load" (load_id, feed, load_key, change_count)
values ($load_id, $feed, $load_key, $change_count)
