-- Who people are, sealed with AES-GCM under a key that is not in the database. `taxpayer_hash` is keyed too: it finds, and tells nothing.

create table if not exists person (
  tenant_id     varchar not null,
  plan          varchar not null,
  participant   varchar not null,
  taxpayer_hash bytea   not null,
  sealed        bytea   not null,
  primary key (tenant_id, plan, participant),
  unique (tenant_id, plan, taxpayer_hash)
);

create table if not exists payer (
  tenant_id varchar not null,
  plan      varchar not null,
  sealed    bytea   not null,
  primary key (tenant_id, plan)
);

create table if not exists transmitter (
  tenant_id varchar not null primary key,
  sealed    bytea   not null
);

-- Payroll files as they came, in pieces: they carry taxpayer numbers.
create table if not exists remittance_source (
  tenant_id  varchar not null,
  remittance uuid    not null,
  piece      int     not null,
  sealed     bytea   not null,
  primary key (tenant_id, remittance, piece)
);

-- Which key that is: data under another one could not be read together with what is here.
create table if not exists personal_data_key (
  fingerprint varchar     not null primary key,
  since       timestamptz not null default now(),
  only_one    bool        not null default true unique check (only_one)
);
grant select, insert on personal_data_key to loans_app;

do $$
declare name text;
begin
  foreach name in array array['person', 'payer', 'transmitter', 'remittance_source'] loop
    execute format('alter table %I enable row level security', name);
    execute format('drop policy if exists tenant on %I', name);
    execute format('create policy tenant on %I using (tenant_id = (select current_setting(''loans.tenant'', true)))', name);
    execute format('grant select, insert, update, delete on %I to loans_app', name);
  end loop;
end $$;
