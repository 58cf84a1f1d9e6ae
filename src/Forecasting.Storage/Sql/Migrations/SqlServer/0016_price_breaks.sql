-- What a better price for more units adds. Units: quantity is the sum that it was before + offer_rounding, exactly.
alter table inventory.plan_line add offer_rounding decimal(38, 18) not null constraint df_plan_line_offer_rounding default 0;
