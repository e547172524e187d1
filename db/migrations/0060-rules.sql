-- The rules decisions use, as versions: proposed by one person, approved by another, in force from a moment on. What a
-- version says is never changed; going back is a new version that says what an old one said.
create table rules_version (
  home text not null,
  version bigint not null,
  based_on bigint,
  document json not null,
  document_hash text not null,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  wished_from timestamptz,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  answered_by text,
  answered_at timestamptz,
  answer_reason text,
  effective_from timestamptz,
  primary key (home, version),
  check ((state = 'approved') <= (effective_from is not null))
);
create index rules_version_state on rules_version (home, state, version);

-- By which rules a message was judged, and whether anything was to follow from it.
alter table run add column rules bigint;
alter table run add column mode text not null default 'live' check (mode in ('off', 'shadow', 'live'));
create index run_mode on run (flow, plant, message_id) where mode <> 'live';
create index intent_shadowed on intent (flow, plant, planned_at) where state = 'shadowed';
