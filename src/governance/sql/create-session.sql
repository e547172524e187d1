insert into session (session_hash, login, csrf, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)
