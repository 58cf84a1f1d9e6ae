-- What partners answer: their systems about the number of a file, they themselves about lines; and which of their files were taken.

-- Grain: one order line in a file for a partner. Key: series, control_no and line_id.
create table run.partner_line (
  series varchar not null,
  control_no bigint not null,
  line_id varchar not null,
  primary key (series, control_no, line_id)
);

-- Grain: one technical answer about the number of a file. Key: series, control_no and answer_no from 1. state is Overdue (nothing came in time),
-- Received, Rejected, AcceptedWithErrors or Accepted; the last in this list that there is holds, whenever it came. kind is the form of the answer,
-- reference the file that it stood in. Times are UTC.
create table run.partner_answer (
  series varchar not null,
  control_no bigint not null,
  answer_no integer not null,
  kind varchar not null,
  state varchar not null,
  code varchar not null,
  detail varchar not null,
  reference varchar not null,
  answered_at timestamp not null,
  primary key (series, control_no, answer_no)
);

-- Grain: one file of answers that was taken. Key: sha256 and partner, which is empty where none was named. is_whole is 1 when nothing in it was
-- refused: it is never taken again. Times are UTC.
create table run.answer_file (
  sha256 varchar not null,
  partner varchar not null,
  file_name varchar not null,
  bytes bigint not null,
  is_whole integer not null,
  summary varchar not null,
  taken_at timestamp not null,
  primary key (sha256, partner)
);

-- An answer about a line knows the file that it stood in by its hash, so that the same file cannot say the same thing twice; and the partner's own
-- number, the day confirmed and the partner's code, empty where they were not given.
alter table run.acknowledgement add column document varchar;
alter table run.acknowledgement add column their_reference varchar;
alter table run.acknowledgement add column confirmed_date date;
alter table run.acknowledgement add column code varchar;
