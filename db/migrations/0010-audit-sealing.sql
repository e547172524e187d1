-- Sealing of the audit trail: rows get their place in a Merkle log once the transaction that wrote them is surely over.

-- Which transaction wrote the row. Rows of before this migration count as written by the oldest of all.
alter table audit add column written_by xid8 not null default '0';
alter table audit alter column written_by set default pg_current_xact_id();

drop index audit_unsealed;
create index audit_unsealed on audit (written_by, audit_id) where position is null;
create unique index audit_position on audit (position) where position is not null;

-- What was signed: the log's name, its size, its root; and the roots of its perfect subtrees, to go on from.
create table audit_checkpoint (
  size bigint primary key,
  origin text not null,
  root text not null,
  frontier text[] not null,
  note text not null,
  sealed_at timestamptz not null
);

-- Written once, sealed once, and then only read. This keeps honest hands from slipping; the log finds the others.
create function audit_is_written_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.position is null and new.position is not null then
    return new;
  end if;
  raise exception 'an audit row is written once: it can be neither changed nor deleted';
end $$;
create trigger audit_is_written_once before update or delete on audit
  for each row execute function audit_is_written_once();
