-- How often a CMMS tells something, and whether its webhooks and what is found by asking agree.
create table maintenance_rhythm (
  home text not null,
  system text not null,
  -- When it answered last, by the clock of the hub.
  asked_at timestamptz not null,
  -- When it told something new last, in how many looks it did, and the longest time between two of them in milliseconds.
  told_at timestamptz,
  told bigint not null default 0,
  longest bigint not null default 0,
  hinted_at timestamptz,
  -- Looks in a row that found something of which no webhook had told, since when, and the most there ever were.
  unhinted bigint not null default 0,
  unhinted_since timestamptz,
  most_unhinted bigint not null default 0,
  -- Webhooks in a row about something that was not found.
  lost bigint not null default 0,
  lost_since timestamptz,
  primary key (home, system)
);
