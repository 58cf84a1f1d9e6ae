-- Grain: one part of how a feed is written.
select
  feed as Feed,
  part as Part,
  value as Value,
  "file" as "File",
  sha256 as Sha256,
  previous as Previous
from history.feed_profile
