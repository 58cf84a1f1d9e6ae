-- Several may work on a run, and what goes out is told apart from what is planned: leases, stages and shards, publication numbers that are
-- reserved when the plan is saved, approvals, acknowledgements, and the audit log. Flags are 0 or 1; times are UTC.

-- Who asked for the run: the approver must be somebody else.
alter table run.run add column triggered_by varchar default '';

-- Grain: one publication number. Key: sequence, used once, for ever. state is Reserved, Published or Void; a void number explains a gap.
-- based_on is the newest publication that the plan knew (0 = none), supersedes the one of the same cycle and scope that it replaces.
-- lines_hash is the SHA-256 of the planned lines; hold_reasons are full sentences, one a line, empty when nothing held it.
create table run.publication (
  sequence bigint not null,
  run_id varchar not null,
  scope varchar not null,
  cycle date not null,
  based_on bigint not null,
  supersedes bigint,
  lines_hash varchar not null,
  hold_reasons varchar not null,
  state varchar not null,
  changed_at timestamp not null,
  reason varchar not null,
  primary key (sequence)
);

insert into run.publication (
  sequence,
  run_id,
  scope,
  cycle,
  based_on,
  supersedes,
  lines_hash,
  hold_reasons,
  state,
  changed_at,
  reason
)
select
  r.sequence,
  r.run_id,
  r.scope,
  coalesce((select max(l.cycle) from run.published_line as l where l.run_id = r.run_id), r.as_of),
  r.sequence - 1,
  null,
  '',
  '',
  'Published',
  coalesce(r.finished_at, r.started_at),
  ''
from run.run as r
where r.sequence is not null;

-- Grain: one thing that one worker at a time may do. Key: lease_name. owner is empty while nobody has it.
-- token rises with each acquisition: a write that carries an older one is refused.
create table run.lease (
  lease_name varchar not null,
  run_id varchar not null,
  owner varchar not null,
  token bigint not null,
  expires_at timestamp not null,
  primary key (lease_name)
);

-- Grain: one stage of one run. Key: run_id, stage. It is done when shards_done = shard_count.
create table run.stage (
  run_id varchar not null,
  stage varchar not null,
  shard_count integer not null,
  shards_done integer not null,
  started_at timestamp not null,
  finished_at timestamp,
  primary key (run_id, stage)
);

-- Grain: one shard of a stage. Key: run_id, stage, shard_no from 0. state is Open, Claimed or Done; token and worker are those of the last claim.
create table run.shard (
  run_id varchar not null,
  stage varchar not null,
  shard_no integer not null,
  state varchar not null,
  token bigint not null,
  attempts integer not null,
  worker varchar not null,
  started_at timestamp,
  finished_at timestamp,
  row_count bigint,
  primary key (run_id, stage, shard_no)
);

-- Grain: one decision about a held run. Key: run_id, decision_no from 1. decision is Approved or Rejected, and of these very lines.
create table run.approval (
  run_id varchar not null,
  decision_no integer not null,
  decision varchar not null,
  lines_hash varchar not null,
  person varchar not null,
  reason varchar not null,
  decided_at timestamp not null,
  primary key (run_id, decision_no)
);

-- Grain: one act. Key: audit_no from 1, without gaps. entry_hash is the SHA-256 of the fields and of the hash before.
create table run.audit (
  audit_no bigint not null,
  happened_at timestamp not null,
  actor varchar not null,
  act varchar not null,
  subject varchar not null,
  detail varchar not null,
  previous_hash varchar not null,
  entry_hash varchar not null,
  primary key (audit_no)
);

-- Grain: the whole table, one row. Key: head_no, always 1. Number and hash of the newest act; its lock puts those who append in a row.
create table run.audit_head (
  head_no integer not null,
  audit_no bigint not null,
  entry_hash varchar not null,
  primary key (head_no)
);

insert into run.audit_head (head_no, audit_no, entry_hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Grain: one answer about a line that went out. Key: line_id, answer_no from 1; the last one holds. state is Received, Accepted or Rejected.
-- quantity is what will come, units; null for Received.
create table run.acknowledgement (
  line_id varchar not null,
  answer_no integer not null,
  state varchar not null,
  quantity decimal(28, 9),
  reference varchar not null,
  reason varchar not null,
  answered_at timestamp not null,
  primary key (line_id, answer_no)
);

-- Grain: one row of the open-order feed as the newest run read it. Key: row_no from 0.
create table run.open_order (
  row_no integer not null,
  as_of date not null,
  order_id varchar not null,
  location varchar not null,
  sku varchar not null,
  quantity decimal(28, 9) not null,
  due_date date not null,
  primary key (row_no)
);

-- Grain: one setting of one set of settings. Key: settings_hash, setting_name.
create table run.setting (
  settings_hash varchar not null,
  setting_name varchar not null,
  setting_value varchar not null,
  primary key (settings_hash, setting_name)
);
