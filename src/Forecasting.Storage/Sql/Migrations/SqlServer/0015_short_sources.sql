-- What a place could not send. Units: quantity is the sum that it was before - source_cut, exactly.
alter table inventory.plan_line add source_cut decimal(38, 18) not null constraint df_plan_line_source_cut default 0;
