-- Where the database's clock was when a hub looked last. Should it be behind that, somebody put it back: what was to be
-- ready in a moment would be in an hour, so it is moved along, once, by the one hub that finds it first.
create table database_clock (
  home text primary key,
  seen timestamptz not null
);
