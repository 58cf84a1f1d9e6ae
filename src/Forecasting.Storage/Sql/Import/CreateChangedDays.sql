-- Grain: one day of a SKU-location that is not what was said before. source_no and file_no are files of the load; null source = the previous import.
create or replace temp table changed_day (
  location varchar not null,
  sku varchar not null,
  day date not null,
  was decimal(38, 9),
  now decimal(38, 9),
  source_no integer,
  file_no integer
)
