-- Grain: one idempotency key of a caller.
select
  body_hash as BodyHash,
  request_id as RequestId
from run.request_key
where caller = $caller
  and request_key = $request_key
