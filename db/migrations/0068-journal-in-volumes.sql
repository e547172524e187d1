-- The journal in volumes: the messages and runs of a stretch of time stand in tables of their own, so that what is
-- written today touches indexes as large as today's volume, whatever came before it.
-- Processes of before this migration cannot run beside it: stop them first. What was written before is read once.

-- Ids are UUIDs of version 7, which begin with the milliseconds since 1970.
create function first_id_at(at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
create function time_of_id(id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

-- Below this id no message of the lane is unread: older volumes need not be asked for work.
alter table lane add column unread_from uuid not null default '00000000-0000-0000-0000-000000000000';

-- The first volume has no beginning. What comes after the last end (a clock that ran ahead) stands in the rest.
create table journal_volume (
  kind text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  table_name text not null,
  primary key (kind, begins_at)
);

-- Adds a volume after the last; what stood in the rest and belongs to it moves there.
create function begin_volume(of_kind text, upto timestamptz) returns void language plpgsql as $$
declare
  since timestamptz := coalesce((select max(ends_at) from journal_volume where kind = of_kind), '-infinity');
  is_first boolean := since = '-infinity';
  lower uuid := case when is_first then '00000000-0000-0000-0000-000000000000' else first_id_at(since) end;
  upper uuid := first_id_at(upto);
  rest text := of_kind || '_rest';
  name text := of_kind || case when is_first then '_first' else to_char(since at time zone 'UTC', '"_from_"YYYYMMDD_HH24MI') end;
begin
  execute format('lock table only %I in share update exclusive mode', of_kind);
  execute format('lock table %I in access exclusive mode', rest);
  execute format('create table %I (like %I including all)', name, of_kind);
  execute format(
    'with early as (delete from %I where message_id >= %L and message_id < %L returning *) insert into %I select * from early',
    rest, lower, upper, name
  );
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', of_kind, name, lower, upper);
  insert into journal_volume values (of_kind, since, upto, name);
end
$$;

do $$
declare
  upto timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '2 months';
  upper uuid := first_id_at(upto);
  kind text;
begin
  foreach kind in array array['message', 'run'] loop
    execute format('alter table %I detach partition %I', kind, kind || '_rest');
    execute format('alter table %I rename to %I', kind || '_rest', kind || '_first');
    execute format('create table %I partition of %I default', kind || '_rest', kind);
    execute format(
      'with early as (delete from %I where message_id >= %L returning *) insert into %I select * from early',
      kind || '_first', upper, kind || '_rest'
    );
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
      kind, kind || '_first', '00000000-0000-0000-0000-000000000000', upper);
    insert into journal_volume values (kind, '-infinity', upto, kind || '_first');
  end loop;
end
$$;

create or replace view open_message as
select
  message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at, attempts, waits_for, wait_until, ruling
from inbox
union all
select
  m.message_id, m.plant, m.home, lane.lane_id, m.seq, m.nature, m.urgency, 'received', lane.ready_at, 0, null, null, null
from lane
join message m
  on m.message_id >= lane.unread_from
    and m.stream = lane.stream and m.key = lane.key and m.seq > lane.read_to and m.plant = lane.plant and m.home = lane.home
where lane.ready_at is not null
  and lane.tail > lane.read_to
  and not exists (select from inbox where inbox.message_id = m.message_id);
