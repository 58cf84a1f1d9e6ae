-- Stands there when the transaction was committed, whatever became of the answer.
insert into run.commit_mark (mark_id)
values ($mark_id)
