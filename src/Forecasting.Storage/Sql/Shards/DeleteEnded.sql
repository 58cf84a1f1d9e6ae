delete from run.shard_work
where run_id not in (
  select r.run_id
  from run.run as r
  where r.state not in ('Published', 'Failed', 'Cancelled')
)
