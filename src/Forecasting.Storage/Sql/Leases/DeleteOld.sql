delete from run.lease
where lease_name like $prefix
  and expires_at < $now
