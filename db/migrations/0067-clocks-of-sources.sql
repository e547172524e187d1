-- How far the clocks of those who send are off, by the messages they last sent; and whether somebody was told so.
create table source_clock (
  home text not null,
  plant text not null,
  source text not null,
  device text not null,
  ahead_ms bigint not null,
  messages int not null,
  seen_at timestamptz not null,
  told boolean not null default false,
  primary key (home, plant, source, device)
);
