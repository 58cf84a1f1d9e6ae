-- Whoever sends a feed writes it the same way next month: what one file proves decides what a later one leaves open.
-- Grain: one part of how a feed is written. Key: feed, part. part is decimal_mark (value . or ,) or date_order (dmy or mdy);
-- file and sha256 name the first file that proved it, previous what held before that file (empty = nothing known).
create table history.feed_profile (
  feed varchar not null,
  part varchar not null,
  value varchar not null,
  file varchar not null,
  sha256 varchar not null,
  previous varchar not null,
  primary key (feed, part)
);
