-- What a place could not send. Units: quantity is the sum that it was before - source_cut, exactly.
alter table inventory.plan_line add column source_cut decimal(38, 18) not null default 0;
