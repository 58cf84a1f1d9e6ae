-- What is ordered with other items of the supplier. Units: quantity is the sum that it was before + joined, exactly.
alter table inventory.plan_line add column joined decimal(38, 18) not null default 0;
