-- Grain: one run that keeps a part of its plan, or names what it was made from. Key: run_id. HasDetails is 1 when it keeps more than
-- last good plans.
select
  d.run_id as RunId,
  r.state as State,
  r.sequence as Sequence,
  r.started_at as StartedAt,
  p.as_of as AsOf,
  p.saved_no as SavedNo,
  p.bucket as Bucket,
  case
    when exists (select 1 from inventory.segment as s where s.run_id = d.run_id) then 1
    when exists (select 1 from inventory.unplanned_line as u where u.run_id = d.run_id) then 1
    when exists (select 1 from run.input as i where i.run_id = d.run_id) then 1
    else 0
  end as HasDetails
from (
  select run_id
  from inventory."plan"
  union
  select run_id
  from run.input
) as d
left join run.run as r
  on r.run_id = d.run_id
left join inventory."plan" as p
  on p.run_id = d.run_id
