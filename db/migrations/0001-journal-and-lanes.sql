-- The journal: what was accepted, once, and whose turn it is.
-- Every table carries `plant` (whose fact it is) and `home` (the hub the row lives at; a lane lives at exactly one).

-- Which events were accepted: the memory against duplicates. Never dropped, so it is narrow.
create table seen (
  source text not null,
  id text not null,
  plant text not null,
  home text not null,
  message_id uuid not null,
  payload_hash text not null,
  duplicates integer not null default 0,
  primary key (source, id)
) partition by hash (source, id);
create table seen_0 partition of seen for values with (modulus 4, remainder 0);
create table seen_1 partition of seen for values with (modulus 4, remainder 1);
create table seen_2 partition of seen for values with (modulus 4, remainder 2);
create table seen_3 partition of seen for values with (modulus 4, remainder 3);

-- The messages themselves. Ids are UUIDs of version 7, which begin with the time, so a partition by id is one by time.
create table message (
  message_id uuid not null,
  plant text not null,
  home text not null,
  source text not null,
  id text not null,
  type text not null,
  stream text not null,
  key text not null,
  seq bigint not null,
  nature text not null check (nature in ('transition', 'movement')),
  urgency smallint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz,
  received_at timestamptz not null,
  correlation text not null,
  causation uuid,
  traceparent text,
  origin text not null,
  actor text,
  received_from text not null,
  payload_hash text not null,
  event json not null,
  primary key (message_id)
) partition by range (message_id);
create table message_rest partition of message default;
create index message_lane on message (stream, key, seq);
create index message_correlation on message (correlation);
create index message_event_id on message (id);

-- One row a key: the lock, the lease and the fence of everything that happens to one thing.
create table lane (
  lane_id bigint generated always as identity primary key,
  plant text not null,
  home text not null,
  stream text not null,
  key text not null,
  tail bigint not null default 0,
  urgency smallint not null,
  ready_at timestamptz,
  owner text,
  epoch bigint not null default 0,
  lease_until timestamptz,
  unique (home, plant, stream, key)
) with (fillfactor = 70);
create index lane_ready on lane (urgency, ready_at) where ready_at is not null;
create index lane_owner on lane (owner) where owner is not null;

-- What still has to be judged. A closed message has no row here; its last run says how it ended.
-- No foreign key to the lane: the only statement that writes here has just made or locked that lane, none is ever
-- deleted, and the check would be a search for each event.
create table inbox (
  message_id uuid primary key,
  plant text not null,
  home text not null,
  lane_id bigint not null,
  seq bigint not null,
  nature text not null,
  urgency smallint not null,
  progress text not null check (progress in ('received', 'waiting', 'asking', 'stopped')),
  ready_at timestamptz,
  attempts integer not null default 0,
  waits_for text,
  wait_until timestamptz,
  ruling json
) with (fillfactor = 80);
create index inbox_lane on inbox (lane_id, seq);

-- What was read, decided and meant by it, each time a message was judged.
create table run (
  message_id uuid not null,
  attempt integer not null,
  plant text not null,
  home text not null,
  flow text not null,
  flow_version text not null,
  verdict text not null check (verdict in ('accepted', 'flagged', 'held', 'asked', 'refused', 'failed', 'skipped')),
  code text,
  sentence text not null,
  facts json not null,
  outcome json not null,
  decided_at timestamptz not null,
  primary key (message_id, attempt)
) partition by range (message_id);
create table run_rest partition of run default;

-- What lasts longer than a message: a business key and a state, changed only by the lane that owns it.
create table case_file (
  plant text not null,
  home text not null,
  kind text not null,
  key text not null,
  state text not null,
  version bigint not null,
  data json not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (home, plant, kind, key)
) with (fillfactor = 70);

