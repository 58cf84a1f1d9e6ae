delete from run.partner_line
where series = $series
  and control_no = $control_no
