-- Marten makes the tables of the log and of the documents; what it does not know is here. Each file can be run on a database of any earlier version.

-- The tenant is set for a transaction only; a row of another one is neither seen nor written. Marten keeps the policies of its documents itself.
alter table mt_streams enable row level security;
alter table mt_events enable row level security;
drop policy if exists tenant on mt_streams;
drop policy if exists tenant on mt_events;
create policy tenant on mt_streams using (tenant_id = (select current_setting('loans.tenant', true)));
create policy tenant on mt_events using (tenant_id = (select current_setting('loans.tenant', true)));

-- Nobody but the owner changes or removes what is recorded.
grant select, insert on mt_events to loans_app;
grant select, insert, update on mt_streams to loans_app;
grant usage, select on sequence mt_events_sequence to loans_app;

-- Documents follow from the log. Only what an account means for tax can cease to be.
do $$
declare name text;
begin
  foreach name in array array['loan', 'participant', 'plan', 'account', 'remittance', 'suspended_line', 'handled_message'] loop
    execute format('grant select, insert, update on mt_doc_%I to loans_app', name);
  end loop;
end $$;
grant delete on mt_doc_account to loans_app;

-- A repayment changes columns that no index holds, so its row can stay on its page.
alter table mt_doc_loan set (fillfactor = 80);
