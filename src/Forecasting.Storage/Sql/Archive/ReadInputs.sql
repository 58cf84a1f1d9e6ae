-- Grain: one thing that a run was made from. Key: kind, name, sha256.
select
  kind as Kind,
  name as Name,
  sha256 as Sha256,
  bytes as Bytes
from run.input
where run_id = $run_id
