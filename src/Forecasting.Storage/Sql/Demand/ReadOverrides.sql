-- Grain: one version of one override. Key: override_no, version.
select
  override_no as Number,
  version as Version,
  sku as Sku,
  location as Location,
  first_day as FirstDay,
  last_day as LastDay,
  kind as Kind,
  amount as Value,
  reason as Reason,
  author as Author,
  expires as Expires,
  approved_by as ApprovedBy,
  is_withdrawn as IsWithdrawn,
  given_by as GivenBy,
  given_at as GivenAt,
  run_id as RunId,
  as_of as AsOf
from demand.override_version
order by override_no, version
