-- What machines said last, and how far the rules are that make standstills of it. Signals themselves are kept nowhere.
create table machine_stream (
  home text not null,
  system text not null,
  -- Which process of the hub listens, and until when it may without saying so again.
  held_by text,
  held_until timestamptz,
  -- Moves with everything that is written: of two processes that think they listen, one gives way.
  turn bigint not null default 0,
  connected_since timestamptz,
  away_since timestamptz,
  trouble text,
  heard_at timestamptz,
  taken bigint not null default 0,
  repeated bigint not null default 0,
  late bigint not null default 0,
  unknown bigint not null default 0,
  ill bigint not null default 0,
  -- What was not understood last: about what, why, when.
  last_ill json,
  primary key (home, system)
);

create table machine_signal (
  home text not null,
  system text not null,
  plant text not null,
  asset text not null,
  signal text not null,
  value text not null,
  at timestamptz not null,
  since timestamptz not null,
  sequence bigint,
  primary key (home, system, plant, asset, signal)
) with (fillfactor = 50);

create table machine_watch (
  home text not null,
  system text not null,
  plant text not null,
  asset text not null,
  rule text not null,
  since timestamptz,
  told timestamptz,
  over timestamptz,
  primary key (home, system, plant, asset, rule)
) with (fillfactor = 50);

-- What rules have told: each with what it was told of, and the messages it became.
create table machine_firing (
  home text not null,
  system text not null,
  plant text not null,
  asset text not null,
  rule text not null,
  began_at timestamptz not null,
  told_at timestamptz not null,
  cause json not null,
  began_message uuid not null,
  ended_at timestamptz,
  ended_message uuid,
  primary key (home, system, plant, asset, rule, began_at)
);
create index machine_firing_told on machine_firing (home, plant, told_at desc);
