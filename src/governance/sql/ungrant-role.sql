delete from role_grant where login = $1 and role = $2 and plant = $3
