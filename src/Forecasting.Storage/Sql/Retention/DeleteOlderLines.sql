-- Lines of a published run, but for SKU-locations that no newer published run planned: what was planned last is the last good plan.
delete from inventory.plan_line
where run_id = $run_id
  and exists (
    select 1
    from inventory.plan_line as n
    inner join inventory."plan" as p
      on p.run_id = n.run_id
    inner join run.run as r
      on r.run_id = n.run_id
    where n.location = inventory.plan_line.location
      and n.sku = inventory.plan_line.sku
      and r.state = 'Published'
      and (p.as_of > $as_of or (p.as_of = $as_of and p.saved_no > $saved_no))
  )
