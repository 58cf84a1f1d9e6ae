update run.partner_file
set
  partner = $partner,
  format = $format,
  version = $format_version,
  file_name = $file_name,
  row_count = $row_count,
  is_test = $is_test,
  replaces = $replaces,
  target = $target,
  host_key = $host_key,
  changed_at = $changed_at
where series = $series
  and control_no = $control_no
  and run_id = $run_id
  and sequence = $sequence
  and state = 'Reserved'
