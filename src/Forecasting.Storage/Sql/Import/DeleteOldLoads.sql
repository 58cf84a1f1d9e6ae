-- Of each feed the two newest loads are kept: the one in use and the one before it.
delete from history."load"
where feed = $feed
  and load_id < (
    select max(load_id)
    from history."load"
    where feed = $feed
      and load_id < (select max(load_id) from history."load" where feed = $feed)
  )
