-- Grain: one run. Key: run_id.
select
  run_id as RunId,
  as_of as AsOf,
  scope as Scope,
  state as State,
  started_at as StartedAt,
  finished_at as FinishedAt,
  sequence as Sequence,
  folder as Folder,
  outcome as Outcome
from run.run
where run_id = $run_id
