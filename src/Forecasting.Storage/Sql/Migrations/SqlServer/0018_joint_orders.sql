-- What is ordered with other items of the supplier. Units: quantity is the sum that it was before + joined, exactly.
alter table inventory.plan_line add joined decimal(38, 18) not null constraint df_plan_line_joined default 0;
