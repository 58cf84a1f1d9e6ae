-- A file is opened by one process alone: nothing is to be locked.
select 1
