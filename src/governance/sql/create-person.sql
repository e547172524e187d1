insert into person (login, name, password_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing returning login
