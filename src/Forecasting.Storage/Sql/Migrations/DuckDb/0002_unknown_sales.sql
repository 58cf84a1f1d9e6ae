-- Unknown is not zero: a sales row set aside because its quantity cannot be read says that something was sold or returned, but not how much.
-- Grain: one day of a SKU-location with such a row. Key: load_id, key_no, day.
create table history.unknown_sale (
  load_id bigint not null,
  key_no integer not null,
  day date not null
);
