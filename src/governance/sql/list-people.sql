-- Everybody with their roles and when they were last here.
-- Relies on: role_grant (login, …); session_login.
select
  login, name, created_at, disabled_at,
  coalesce(
    (
      select json_agg(json_build_object('role', role, 'plant', plant) order by plant, role) from role_grant
      where role_grant.login = person.login
    ),
    '[]'
  ) as grants,
  (select max(seen_at) from session where session.login = person.login) as seen_at
from person
order by disabled_at is not null, name, login
