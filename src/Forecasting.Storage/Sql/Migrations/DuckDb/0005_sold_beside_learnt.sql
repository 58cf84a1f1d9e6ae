-- What was sold stands beside what was learnt, a correction beside the veto against it, and a planner's veto outlives the file that brought it.
alter table demand.learnt add column sold double[];
-- Share of each bucket in stock, 0..1, NaN = unknown; empty when no stock record was given.
alter table demand.learnt add column availability double[];
-- Standard deviation of each bucket that was estimated, units; empty when none was.
alter table demand.learnt add column deviations double[];
-- Standard deviation of now where it is an estimate, units; 0 where it is not.
alter table demand.correction add column deviation double default 0;
-- Who vetoed it and why; empty when nobody did. Then now = was.
alter table demand.correction add column veto varchar default '';
-- Grain: one standing veto against corrections of a SKU, all on days from first_day to last_day. Key: sku, location, first_day, last_day, rule.
-- location is null for every place, rule empty for every rule.
create table demand.veto (
  sku varchar not null,
  location varchar,
  first_day date not null,
  last_day date not null,
  rule varchar not null,
  reason varchar not null,
  author varchar not null
);
