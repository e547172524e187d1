-- Who somebody's work may be given to: a living person, with what they may do.
-- Relies on: person (login).
select coalesce(json_agg(json_build_object('role', role, 'plant', plant)), '[]') as grants
from person join role_grant using (login)
where login = $1 and disabled_at is null
