-- What a loan, an account or a plan has out of the ordinary: null for nearly all of them, so that the row of a repayment stays small.

alter table loan add column unusual jsonb;
alter table participant add column movements jsonb;
alter table participant add column severances jsonb;
alter table plan add column provisions jsonb;

comment on column loan.unusual is 'installments agreed since, a part deemed distributed, money held, simple interest, an exemption; null where there is none';
comment on column participant.movements is 'balances of loans elsewhere, pledges, distributions, attributed basis, transition; null where there is none';
comment on column participant.severances is 'all severances, where there was more than the one of severed_on';
comment on column plan.provisions is 'what the plan document says beside its loan program; null for the usual';
