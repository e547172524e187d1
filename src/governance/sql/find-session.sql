-- A living session of a person who is not disabled; idle ones die too.
select session.login, session.csrf, session.seen_at, person.name,
  coalesce((select json_agg(json_build_object('role', role, 'plant', plant)) from role_grant where role_grant.login = session.login), '[]') as grants
from session join person on person.login = session.login
where session_hash = $1 and session.expires_at > $2 and session.seen_at > $3 and person.disabled_at is null
