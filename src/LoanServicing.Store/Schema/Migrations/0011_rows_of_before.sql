-- Until version 6 what follows from the log was kept in rows of our own. Documents are made anew from the log, after this; only the content of messages that
-- were handled before events carried it is taken over.
do $$
begin
  -- Messages of all tenants at once: for this moment the policy does not bind the owner.
  alter table mt_doc_handled_message no force row level security;
  if to_regclass('inbox') is not null then
    insert into mt_doc_handled_message (tenant_id, id, data)
    select tenant_id, message_id, jsonb_build_object(
      'Id', message_id, 'Content', substr(encode(content_hash, 'hex'), 1, 32),
      'Answer', case when exists (select from mt_events e where e.tenant_id = inbox.tenant_id and e.causation_id = message_id) then 'recorded' else 'beside-log' end)
    from inbox;
  end if;
  alter table mt_doc_handled_message force row level security;
end $$;
drop table if exists inbox, loan, participant, plan, remittance, suspense;
