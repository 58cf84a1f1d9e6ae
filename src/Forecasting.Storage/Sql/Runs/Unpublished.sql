-- Runs that began and are not known to be published. Grain: one run. Key: run_id.
select
  r.run_id as RunId,
  r.as_of as AsOf,
  r.scope as Scope,
  r.state as State,
  r.started_at as StartedAt,
  r.finished_at as FinishedAt,
  r.sequence as Sequence,
  r.folder as Folder,
  r.outcome as Outcome,
  r.triggered_by as TriggeredBy,
  r.settings_hash as SettingsHash,
  p.cycle as Cycle,
  p.supersedes as Supersedes,
  p.lines_hash as LinesHash,
  p.hold_reasons as HoldReasons
from run.run as r
left join run.publication as p
  on p.sequence = r.sequence
where r.state <> 'Published'
order by r.started_at, r.run_id
