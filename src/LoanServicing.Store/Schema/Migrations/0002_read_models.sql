-- Rows that answer questions without reading the log. Each is written with the events it follows from, and each can be made anew from them.
-- `version` is that of the stream, `head` the hash of its latest event.

create table plan (
  tenant_id          varchar not null,
  plan               varchar not null,
  stream_id          uuid    not null,
  kind               varchar not null,
  policies           jsonb   not null,
  closed_through     date,
  settled_through    date,
  payroll_in_through date,
  version            bigint  not null,
  head               bytea   not null,
  primary key (tenant_id, plan)
);

create table participant (
  tenant_id              varchar       not null,
  plan                   varchar       not null,
  participant            varchar       not null,
  stream_id              uuid          not null,
  birth_date             date          not null,
  valuations             jsonb         not null,
  severed_on             date,
  disabled_on            date,
  died_on                date,
  plan_terminated_on     date,
  repaid_after_deemed    numeric(19,2) not null,
  investment_in_contract numeric(19,2) not null,
  version                bigint        not null,
  head                   bytea         not null,
  primary key (tenant_id, plan, participant)
);

-- Fillfactor: a repayment changes columns that no index holds, so its row can stay on its page.
create table loan (
  tenant_id          varchar       not null,
  loan_id            uuid          not null,
  plan               varchar       not null,
  participant        varchar       not null,
  loan               varchar       not null,
  made_on            date          not null,
  amount             numeric(19,2) not null,
  annual_rate        numeric       not null,
  frequency          varchar       not null,
  installments       int           not null,
  first_due          date          not null,
  final_due          date          not null,
  purpose            varchar       not null,
  due_days           jsonb,
  schedule           jsonb,
  installment        numeric(19,2),
  principal          numeric(19,2) not null,
  interest_due       numeric(19,2) not null,
  periods_ended      int           not null,
  balance_days       numeric(28,2) not null,
  money_on           date,
  installments_paid  int           not null,
  paid_toward_next   numeric(19,2) not null,
  examined           int           not null,
  in_order_from      date          not null,
  oldest_unpaid_due  date,
  missed             int           not null,
  arrears            numeric(19,2) not null,
  deemed_on          date,
  deemed_amount      numeric(19,2),
  deemed_reason      varchar,
  repaid_since       numeric(19,2),
  closed_on          date,
  closed_by          varchar,
  closed_amount      numeric(19,2),
  closed_principal   numeric(19,2),
  version            bigint        not null,
  head               bytea         not null,
  primary key (tenant_id, loan_id),
  unique (tenant_id, plan, participant, loan)
) with (fillfactor = 80);

comment on column loan.interest_due is 'interest of ended periods, unpaid; the period in progress is not in it';
comment on column loan.oldest_unpaid_due is 'due date of the oldest installment not paid in full, past or to come; null once nothing is owed';
comment on column loan.missed is 'installments stated as missed and still unpaid';
comment on column loan.arrears is 'what those installments still lack';

create table remittance (
  tenant_id       varchar       not null,
  remittance      uuid          not null,
  plan            varchar       not null,
  file_name       varchar       not null,
  sha256          varchar       not null,
  layout          varchar       not null,
  pay_date        date          not null,
  received_on     date          not null,
  lines           int           not null,
  total           numeric(19,2) not null,
  posted          int           not null,
  posted_total    numeric(19,2) not null,
  suspended       int           not null,
  suspended_total numeric(19,2) not null,
  -- Where in the log its events lie: a line's disposition is found there without an index on the log.
  first_seq       bigint        not null,
  last_seq        bigint        not null,
  primary key (tenant_id, remittance),
  unique (tenant_id, plan, pay_date, sha256)
);

create table suspense (
  tenant_id   varchar       not null,
  remittance  uuid          not null,
  line        int           not null,
  plan        varchar       not null,
  participant varchar,
  loan        varchar,
  amount      numeric(19,2) not null,
  reason      varchar       not null,
  detail      varchar       not null,
  since       date          not null,
  primary key (tenant_id, remittance, line)
);

-- What has been asked for, by the sender's id, with what came of it: the same id again changes nothing, however long ago that was.
create table inbox (
  tenant_id    varchar     not null,
  message_id   varchar     not null,
  content_hash bytea       not null,
  outcome      varchar     not null,
  recorded_at  timestamptz not null,
  primary key (tenant_id, message_id)
);

do $$
declare name text;
begin
  foreach name in array array['plan', 'participant', 'loan', 'remittance', 'suspense', 'inbox'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (tenant_id = (select current_setting(''loans.tenant'', true)))', name);
    execute format('grant select, insert, update on %I to loans_app', name);
  end loop;
end $$;
