-- Two indexes that begin alike are alike to a planner that knows nothing of the rows: it looked for a taxpayer number among all persons of a plan.
-- Each now begins with what tells its rows apart.
alter table person
  drop constraint person_pkey,
  drop constraint person_tenant_id_plan_taxpayer_hash_key,
  add primary key (participant, plan, tenant_id),
  add constraint person_taxpayer_hash_key unique (taxpayer_hash, plan, tenant_id);
