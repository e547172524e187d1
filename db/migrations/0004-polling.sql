-- How far the hub has asked a system for what changed there.
create table poll_cursor (
  home text not null,
  system text not null,
  name text not null,
  position text not null,
  moved_at timestamptz not null,
  primary key (home, system, name)
);
