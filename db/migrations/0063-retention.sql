-- What is kept for how long: contents are erased, and the rows they stood in stay, with their hashes and whose proof says so.
alter table message alter column event drop not null, add column erasure uuid;
alter table run alter column facts drop not null, alter column outcome drop not null, add column erasure uuid;
alter table wire_record alter column bytes drop not null, add column erasure uuid;
create index wire_record_age on wire_record (home, plant, received_at) where bytes is not null;

-- One act of erasing: how many, of which time, by which rule; the digest names each of them by its hash.
create table erasure (
  erasure_id uuid primary key,
  home text not null,
  plant text not null,
  content text not null check (content in ('events', 'records', 'workings')),
  kept_for bigint not null,
  rules bigint not null,
  items integer not null,
  oldest timestamptz not null,
  newest timestamptz not null,
  digest text not null,
  erased_at timestamptz not null
);
create index erasure_plant on erasure (home, plant, erased_at);

-- How far a sweep is, and where the next has to begin: before it, nothing is left to erase.
create table retention_mark (
  home text not null,
  plant text not null,
  content text not null,
  next_from text not null,
  first_kept text,
  begun_at timestamptz,
  swept_at timestamptz,
  primary key (home, plant, content)
);

-- What must not be erased, whatever the rules say: a whole plant, or all that is about one thing.
create table legal_hold (
  hold_id uuid primary key,
  home text not null,
  plant text not null,
  stream text,
  key text,
  reason text not null,
  placed_by text not null,
  placed_at timestamptz not null,
  released_by text,
  released_at timestamptz,
  release_reason text,
  check ((stream is null) = (key is null)),
  check ((released_at is null) = (released_by is null))
);
create index legal_hold_on on legal_hold (home, plant) where released_at is null;

create function is_held(of_home text, of_plant text, of_stream text, of_key text) returns boolean language sql stable as $$
  select exists (
    select from legal_hold
    where home = of_home and plant = of_plant and released_at is null
      and (stream is null or stream = of_stream and key = of_key)
  )
$$;

-- Whether nothing is left to do in a lane: all is judged, sent and answered, nobody is asked, what it is about is over,
-- and its last message came before the given id.
create function is_at_rest(lane lane, before uuid) returns boolean language sql stable as $$
  select lane.tail = lane.read_to
    and not exists (select from inbox where inbox.lane_id = lane.lane_id)
    and not exists (
      select from intent where intent.lane_id = lane.lane_id and state in ('planned', 'sent', 'in-doubt')
    )
    and not exists (
      select from exception e join message m using (message_id)
      where e.closed_at is null and m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant
    )
    and not exists (
      select from approval a join message m using (message_id)
      where a.answered_at is null and m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant
    )
    and not exists (
      select from case_file f
      where f.home = lane.home and f.plant = lane.plant and f.kind = lane.stream and f.key = lane.key
        and f.state not in ('closed', 'cancelled')
    )
    and not exists (
      select from message m
      where m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant and m.home = lane.home
        and m.message_id >= before
    )
$$;

create index message_erased on message (erasure) where erasure is not null;
create index run_erased on run (erasure) where erasure is not null;
create index wire_record_erased on wire_record (erasure) where erasure is not null;
