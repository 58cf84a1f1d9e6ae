-- Grain: one publication number. Key: sequence.
select
  sequence as Sequence,
  run_id as RunId,
  scope as Scope,
  cycle as Cycle,
  based_on as BasedOn,
  supersedes as Supersedes,
  lines_hash as LinesHash,
  state as State,
  changed_at as ChangedAt,
  reason as Reason
from run.publication
order by sequence
