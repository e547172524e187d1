insert into role_grant (login, role, plant, granted_at, granted_by) values ($1, $2, $3, $4, $5) on conflict do nothing
