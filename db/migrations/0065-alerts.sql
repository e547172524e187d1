-- Alerts: what is wrong, told to whoever can do something about it. Old processes may run beside it: nothing they use is
-- changed.

-- One row a cause, from when it is seen until it is gone for good; counted, never repeated.
create table alert (
  alert_id uuid primary key,
  home text not null,
  plant text not null,
  cause text not null,
  about text not null,
  severity text not null check (severity in ('warning', 'critical')),
  owner_role text not null,
  sentence text not null,
  what_now text not null,
  link text not null,
  count integer not null,
  most integer not null,
  opened_at timestamptz not null,
  returns integer not null default 0,
  cleared_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text,
  closed_at timestamptz,
  settled boolean not null default false
) with (fillfactor = 70);
create unique index alert_open on alert (home, plant, cause, about) where closed_at is null;
create index alert_unsettled on alert (home) where not settled;
create index alert_closed on alert (home, closed_at) where closed_at is not null;

-- What somebody was told, and through which channel. The sending is an effect of the message that bears its id.
create table notice (
  notice_id uuid primary key,
  home text not null,
  plant text not null,
  recipient text not null,
  kind text not null check (kind in ('one', 'many', 'test')),
  body json not null,
  made_at timestamptz not null,
  handed_at timestamptz,
  -- How often it was handed to a channel that cannot tell a repeat by itself.
  tries integer not null default 0
);
create index notice_unhanded on notice (home, made_at) where handed_at is null;
create index notice_made on notice (home, plant, recipient, made_at);

create table notice_alert (
  notice_id uuid not null references notice,
  alert_id uuid not null references alert,
  what text not null check (what in ('raised', 'escalated', 'cleared')),
  -- After how many milliseconds this step of the escalation is due.
  step bigint not null,
  primary key (notice_id, alert_id)
);
create index notice_alert_told on notice_alert (alert_id);

-- One-time links out of notices: whoever got one may acknowledge what the notice is about.
create table notice_link (
  token_hash text primary key,
  notice_id uuid not null references notice,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- The processes of a hub and when each was last heard of; one that ends says so.
create table hub_process (
  process text primary key,
  home text not null,
  host text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  left_at timestamptz
);
