-- Runs that began and are not known to be published. Grain: one run. Key: run_id.
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
where state <> 'Published'
order by started_at, run_id
