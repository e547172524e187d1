-- Replays: what stopped is judged again, many at once; first on paper, then at a rate that was agreed on.
create table replay (
  replay_id uuid primary key,
  home text not null,
  plant text not null,
  filter json not null,
  facts text not null check (facts in ('now', 'recorded')),
  per_minute integer not null check (per_minute > 0),
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'running', 'stopped', 'rejected', 'done')),
  answered_by text,
  answered_at timestamptz,
  answer_reason text,
  next_at timestamptz,
  finished_at timestamptz
);
create index replay_running on replay (next_at) where state = 'running';
create index replay_asked on replay (home, asked_at);

-- One message of a replay: what was predicted, and what then happened.
create table replay_item (
  replay_id uuid not null references replay,
  place integer not null,
  exception_id uuid not null,
  message_id uuid not null,
  attempt integer not null,
  predicted json not null,
  tried_at timestamptz,
  refused text,
  actual json,
  agrees boolean,
  primary key (replay_id, place)
);
create index replay_item_open on replay_item (replay_id, place) where tried_at is null;
create index replay_item_unheard on replay_item (replay_id) where tried_at is not null and refused is null and actual is null;
