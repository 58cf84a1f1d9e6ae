-- An earlier look of the same morning.
delete from forecast.look
where as_of = $as_of
