-- Who people are, sealed with AES-GCM under a key that is not in the database. `taxpayer_hash` is keyed too: it finds, and tells nothing.

create table person (
  tenant_id     varchar not null,
  plan          varchar not null,
  participant   varchar not null,
  taxpayer_hash bytea   not null,
  sealed        bytea   not null,
  primary key (tenant_id, plan, participant),
  unique (tenant_id, plan, taxpayer_hash)
);

create table payer (
  tenant_id varchar not null,
  plan      varchar not null,
  sealed    bytea   not null,
  primary key (tenant_id, plan)
);

create table transmitter (
  tenant_id varchar not null primary key,
  sealed    bytea   not null
);

-- Payroll files as they came, in pieces: they carry taxpayer numbers.
create table remittance_source (
  tenant_id  varchar not null,
  remittance uuid    not null,
  piece      int     not null,
  sealed     bytea   not null,
  primary key (tenant_id, remittance, piece)
);

do $$
declare name text;
begin
  foreach name in array array['person', 'payer', 'transmitter', 'remittance_source'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select current_setting(''loans.tenant'', true)))', name);
    execute format('grant select, insert, update, delete on %I to loans_app', name);
  end loop;
end $$;
