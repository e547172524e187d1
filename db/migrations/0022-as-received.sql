-- What a system sent in its own words, byte by byte: kept once under its SHA-256, and named by the messages it became.
-- Old processes may run beside it: nothing they use is changed.
create table wire_record (
  home text not null,
  plant text not null,
  sha256 text not null,
  system text not null,
  field_table text not null,
  bytes bytea not null,
  received_at timestamptz not null,
  primary key (home, plant, sha256)
);
create index wire_record_latest on wire_record (home, field_table, received_at);

alter table message add column wire text;
create index message_wire on message (wire) where wire is not null;
