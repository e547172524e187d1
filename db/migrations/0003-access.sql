-- Who may come in: systems with keys, people with passwords and sessions. Only hashes are kept of what opens a door.

create table access_key (
  key_id text primary key,
  home text not null,
  plant text not null,
  system text not null,
  secret_hash text not null,
  types text[] not null,
  note text,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text
);

create table person (
  login text primary key,
  name text not null,
  password_hash text not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table role_grant (
  login text not null references person,
  role text not null,
  plant text not null,
  granted_at timestamptz not null,
  granted_by text not null,
  primary key (login, role, plant)
);

create table invitation (
  token_hash text primary key,
  grants json not null,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by text
);

create table session (
  session_hash text primary key,
  login text not null references person,
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_login on session (login);

-- Failed sign-ins, so that guessing slows down in every process alike.
create table sign_in_failure (
  login text not null,
  at timestamptz not null
);
create index sign_in_failure_login on sign_in_failure (login, at);
