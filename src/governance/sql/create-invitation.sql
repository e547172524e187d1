insert into invitation (token_hash, grants, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5)
