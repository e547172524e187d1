-- How far the hub has been told what changed in a system of record, and what it knows of the records there.

-- One row a book of records that is watched. Positions are the system's own words for a snapshot.
create table erp_watch (
  home text not null,
  system text not null,
  book text not null,
  -- Up to where changes were told: of the records that are likely to change, and of all.
  near text not null,
  whole text not null,
  -- Where reading everything stands; null when that is over.
  reading text,
  -- Whether what reading finds otherwise than it is known is told.
  compares boolean not null default false,
  began_at timestamptz not null,
  near_at timestamptz not null,
  whole_at timestamptz not null,
  -- Milliseconds of processor time the last looks took there.
  near_cost real not null default 0,
  whole_cost real not null default 0,
  -- The last known record that was asked for whether it is still there.
  swept bigint not null default 0,
  told bigint not null default 0,
  echoes bigint not null default 0,
  unchanged bigint not null default 0,
  primary key (home, system, book)
);

-- What a record was when it was last told or read: the `before` of its next change.
create table erp_record (
  home text not null,
  system text not null,
  book text not null,
  record bigint not null,
  version text not null,
  said json not null,
  primary key (home, system, book, record)
) with (fillfactor = 80);

-- How far behind now a system's snapshots are, and who holds them back.
create table erp_horizon (
  home text not null,
  system text not null,
  seen_at timestamptz not null,
  snapshot text not null,
  -- When this snapshot was seen first.
  since timestamptz not null,
  -- Whether a transaction is under way that it waits for.
  waits boolean not null,
  held json,
  primary key (home, system)
);
