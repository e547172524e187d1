-- What is to happen in other systems, once.

-- One row a thing that effects must not overtake each other on; the sender's lock, lease and fence.
create table conflict (
  conflict_id bigint generated always as identity primary key,
  plant text not null,
  home text not null,
  system text not null,
  key text not null,
  tail bigint not null default 0,
  urgency smallint not null,
  ready_at timestamptz,
  owner text,
  epoch bigint not null default 0,
  lease_until timestamptz,
  unique (home, plant, system, key)
) with (fillfactor = 70);
create index conflict_ready on conflict (system, urgency, ready_at) where ready_at is not null;
create index conflict_owner on conflict (owner) where owner is not null;

create table intent (
  intent_id uuid primary key,
  effect_key text not null unique,
  plant text not null,
  home text not null,
  system text not null,
  port text not null,
  operation text not null,
  urgency smallint not null,
  conflict_id bigint not null references conflict,
  seq bigint not null,
  message_id uuid not null,
  lane_id bigint not null references lane,
  flow text not null,
  answers boolean not null,
  correlation text not null,
  traceparent text,
  actor text,
  occurred_at timestamptz not null,
  body json not null,
  mode text not null check (mode in ('live', 'shadow')),
  state text not null check (state in ('planned', 'sent', 'confirmed', 'in-doubt', 'refused', 'shadowed')),
  attempts integer not null default 0,
  ready_at timestamptz not null,
  planned_at timestamptz not null,
  sent_at timestamptz,
  answered_at timestamptz,
  receipt json,
  failure json
) with (fillfactor = 70);
create index intent_open on intent (conflict_id, seq) where state in ('planned', 'sent', 'in-doubt');
create index intent_message on intent (message_id);
create index intent_lane on intent (lane_id);

-- What needs a person.
create table exception (
  exception_id uuid primary key,
  plant text not null,
  home text not null,
  code text not null,
  owner_role text not null,
  message_id uuid not null,
  intent_id uuid,
  flow text not null,
  subject text not null,
  sentence text not null,
  suggestion text,
  opened_at timestamptz not null,
  assigned_to text,
  closed_at timestamptz,
  closed_by text,
  resolution text check (resolution in ('retried', 'corrected', 'overridden', 'skipped', 'healed')),
  reason text
);
create index exception_open on exception (plant, code) where closed_at is null;
create index exception_message on exception (message_id);

create table approval (
  approval_id uuid primary key,
  plant text not null,
  home text not null,
  message_id uuid not null,
  lane_id bigint not null references lane,
  flow text not null,
  role text not null,
  question text not null,
  shown json not null,
  shown_hash text not null,
  yes json not null,
  asked_at timestamptz not null,
  expires_at timestamptz,
  answered_at timestamptz,
  answered_by text,
  answer text check (answer in ('yes', 'no', 'expired')),
  reason text
);
create index approval_open on approval (plant, role) where answered_at is null;

-- Who did what, in the same transaction as the doing; sealed into the Merkle log afterwards.
create table audit (
  audit_id uuid primary key,
  plant text not null,
  home text not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  reason text,
  before json,
  after json,
  content_hash text not null,
  position bigint
);
create index audit_unsealed on audit (audit_id) where position is null;
create index audit_subject on audit (subject);
