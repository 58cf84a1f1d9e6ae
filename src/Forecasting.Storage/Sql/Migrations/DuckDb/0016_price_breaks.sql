-- What a better price for more units adds. Units: quantity is the sum that it was before + offer_rounding, exactly.
alter table inventory.plan_line add column offer_rounding decimal(38, 18) default 0;
