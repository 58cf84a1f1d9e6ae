-- Nobody asks for the mark of a transaction whose end is known.
delete from run.commit_mark
where mark_id = $mark_id
