-- What the hub was told of the books of a CMMS, so that it knows what is new in them.
create table maintenance_book (
  home text not null,
  system text not null,
  book text not null,
  -- The newest change that is known, by the clock of the CMMS: a look begins some time before.
  newest timestamptz,
  -- When all there is was read to its end last; null: never yet.
  swept_at timestamptz,
  -- Moves with each look that has found something: of two processes that look at once, one gives way.
  turn bigint not null default 0,
  primary key (home, system, book)
);

create table maintenance_record (
  home text not null,
  system text not null,
  book text not null,
  record text not null,
  -- When it was written last, by the clock of the CMMS.
  changed_at timestamptz not null,
  -- As it was told last.
  said json not null,
  -- Whether it is worked on: then parts of it may change that leave no mark on it.
  is_open boolean not null,
  is_gone boolean not null default false,
  -- When it was written down here: what was read a moment ago may be missing from a replica that is behind.
  kept_at timestamptz not null,
  primary key (home, system, book, record)
);
create index maintenance_record_open on maintenance_record (home, system, book, record) where is_open;
