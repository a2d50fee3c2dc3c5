-- What the log was when a business day was closed: the heads of the streams that had changed, under one root, signed (see Seals/Seal.cs).

create table if not exists seal (
  tenant_id     varchar     not null,
  number        int         not null,
  business_day  date        not null,
  sealed_at     timestamptz not null,
  last_sequence bigint      not null,
  events        bigint      not null,
  streams       bigint      not null,
  root          bytea       not null,
  previous      bytea       not null,
  hash          bytea       not null,
  public_key    bytea       not null,
  signature     bytea       not null,
  primary key (tenant_id, number)
);

-- No reference to seal: what a seal that was removed leaves behind gives the removal away.
create table if not exists seal_head (
  tenant_id varchar not null,
  number    int     not null,
  stream_id uuid    not null,
  version   bigint  not null,
  hash      bytea   not null,
  primary key (tenant_id, number, stream_id)
);

comment on column seal.events is 'recorded since the seal before';
comment on column seal.streams is 'how many streams those events belong to';
comment on column seal.previous is 'hash of the seal before; empty for the first';
comment on column seal_head.hash is 'of the event of that version; empty where it carried none';

do $$
declare name text;
begin
  foreach name in array array['seal', 'seal_head'] loop
    execute format('alter table %I enable row level security', name);
    execute format('drop policy if exists tenant on %I', name);
    execute format('create policy tenant on %I using (tenant_id = (select current_setting(''loans.tenant'', true)))', name);
    -- Not to change and not to remove: a seal is evidence.
    execute format('grant select, insert on %I to loans_app', name);
  end loop;
end $$;

-- Writers announce themselves now before they draw a sequence number (Transactions/WriterMarks.cs).
drop function if exists await_event_writers();
