-- Files on their way or held. Grain: one number of a partner's file. Key: series, control_no.
select
  series as Series,
  control_no as Number,
  partner as Partner,
  sequence as Sequence,
  run_id as RunId,
  format as Format,
  version as Version,
  file_name as FileName,
  row_count as Rows,
  is_test as IsTest,
  sha256 as Sha256,
  bytes as Bytes,
  replaces as Replaces,
  target as Target,
  host_key as HostKey,
  state as State,
  tries as Tries,
  fault as Fault,
  next_try as NextTry,
  delivered_at as DeliveredAt,
  released_by as ReleasedBy,
  changed_at as ChangedAt
from run.partner_file
where state in ('Pending', 'Held')
order by
  series,
  control_no
