-- What is out is out, also under a number that was given up meanwhile.
update run.partner_file
set
  state = case when target = '' then 'Kept' else 'Pending' end,
  sha256 = $sha256,
  bytes = $bytes,
  fault = '',
  next_try = null,
  changed_at = $changed_at
where sequence = $sequence
  and partner = $partner
  and control_no = $control_no
  and state in ('Reserved', 'Void')
