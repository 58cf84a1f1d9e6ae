-- What was told of alarms, to whom it went out, and how long the stages of work took. Times are UTC.

-- Grain: one alarm that was told. Key: alert_id, the SHA-256 of what makes it this alarm. gone_at is when it was first not there any more, cleared_at when
-- that had lasted long enough to be believed; both are null while it stands.
create table run.alert (
  alert_id varchar not null,
  kind varchar not null,
  subject varchar not null,
  first_told_at timestamp not null,
  last_told_at timestamp not null,
  told_count integer not null,
  gone_at timestamp,
  cleared_at timestamp,
  primary key (alert_id)
);

-- Grain: one row, head_id 1. revision_no rises with each change of what was told: of those who saw the same one, one may write.
create table run.alert_head (
  head_id integer not null,
  revision_no bigint not null,
  primary key (head_id)
);

insert into run.alert_head (
  head_id,
  revision_no
)
values (
  1,
  0
);

-- Grain: one message. Key: message_no, the revision that it came with. content is JSON.
create table run.alert_message (
  message_no bigint not null,
  kind varchar not null,
  created_at timestamp not null,
  content varchar not null,
  primary key (message_no)
);

-- Grain: one message on one way. Key: message_no, channel (mail, webhook). state is Pending, Sent or GivenUp; tries counts those begun.
create table run.alert_delivery (
  message_no bigint not null,
  channel varchar not null,
  state varchar not null,
  tries integer not null,
  next_try timestamp not null,
  fault varchar not null,
  changed_at timestamp not null,
  primary key (message_no, channel)
);

-- Grain: one stage of a run that the service made. Key: request_id, stage_no from 0.
create table run.work_stage (
  request_id varchar not null,
  stage_no integer not null,
  stage varchar not null,
  seconds double not null,
  ended_at timestamp not null,
  primary key (request_id, stage_no)
);
