insert into run.setting (
  settings_hash,
  setting_name,
  setting_value
)
values (
  $settings_hash,
  $setting_name,
  $setting_value
)
