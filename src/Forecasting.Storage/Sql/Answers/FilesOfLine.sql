-- The files that carried a line. Grain: one file. Key: series, control_no.
select
  f.series as Series,
  f.partner as Partner
from run.partner_line as l
join run.partner_file as f
  on f.series = l.series
  and f.control_no = l.control_no
where l.line_id = $line_id
  and f.state <> 'Void'
order by
  f.series,
  f.control_no
