-- How many people may manage people everywhere: somebody always must.
select count(distinct login)::int as administrators
from person join role_grant using (login)
where disabled_at is null and plant = '*' and role = any ($1)
