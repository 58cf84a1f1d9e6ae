-- Grain: one request that is being done, or whose worker is gone. The oldest first.
select
  request_id as RequestId,
  kind as Kind,
  as_of as AsOf,
  narrowed_to as NarrowedTo,
  requested_by as RequestedBy,
  requested_at as RequestedAt,
  state as State,
  run_id as RunId,
  folder as Folder,
  outcome as Outcome,
  finished_at as FinishedAt,
  worker as Worker
from run.request
where state = 'Working'
order by requested_at, request_id
