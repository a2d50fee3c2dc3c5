-- How far a rebuild of the read models has come that is under way, or was interrupted: each row says what was put right together with it, in one transaction.
create table if not exists rebuild_progress (
  tenant_id varchar     not null,
  build     varchar     not null,
  parts     int         not null,
  part      int         not null,
  through   uuid        not null,
  streams   bigint      not null,
  events    bigint      not null,
  accounts  jsonb       not null,
  waiting   uuid[]      not null,
  kept_at   timestamptz not null default now(),
  primary key (tenant_id, part, through)
);

comment on column rebuild_progress.build is 'of the program: another one''s rows could be others';
comment on column rebuild_progress.through is 'last stream of the part that was looked at';
comment on column rebuild_progress.accounts is 'those met since the row before whose basis is to be looked at in the end';
comment on column rebuild_progress.waiting is 'streams met since then that somebody held, or had written to';

-- The application has no business here; a row is the tenant's all the same.
alter table rebuild_progress enable row level security;
drop policy if exists tenant on rebuild_progress;
create policy tenant on rebuild_progress using (tenant_id = (select current_setting('loans.tenant', true)));
