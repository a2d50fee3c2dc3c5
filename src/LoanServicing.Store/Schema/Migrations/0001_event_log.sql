-- The event log is Marten's, table for table, so that a Marten process can open the same database.
create table mt_streams (
  tenant_id   varchar     not null default '*DEFAULT*',
  id          uuid        not null,
  type        varchar,
  version     bigint,
  timestamp   timestamptz not null default now(),
  created     timestamptz not null default now(),
  is_archived bool        default false,
  constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);

create sequence mt_events_sequence;
create table mt_events (
  seq_id         bigint       not null default nextval('mt_events_sequence'),
  id             uuid         not null,
  stream_id      uuid,
  version        bigint       not null,
  data           jsonb        not null,
  bdata          bytea,
  type           varchar(500) not null,
  timestamp      timestamptz  not null default now(),
  tenant_id      varchar      default '*DEFAULT*',
  mt_dotnet_type varchar,
  correlation_id varchar,
  causation_id   varchar,
  headers        jsonb,
  is_archived    bool         default false,
  constraint pkey_mt_events_seq_id primary key (seq_id),
  constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id)
);
alter sequence mt_events_sequence owned by mt_events.seq_id;
create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);

create table mt_event_progression (
  name         varchar not null constraint pk_mt_event_progression primary key,
  last_seq_id  bigint,
  last_updated timestamptz default transaction_timestamp()
);

-- The tenant is set for a transaction only; a row of another one is neither seen nor written.
alter table mt_streams enable row level security;
alter table mt_events enable row level security;
create policy tenant on mt_streams using (tenant_id = (select current_setting('loans.tenant', true)));
create policy tenant on mt_events using (tenant_id = (select current_setting('loans.tenant', true)));

-- Nobody but the owner changes or removes what is recorded.
grant select, insert on mt_events to loans_app;
grant select, insert, update on mt_streams to loans_app;
grant usage, select on sequence mt_events_sequence to loans_app;
grant select, insert, update on mt_event_progression to loans_app;
