insert into access_key (key_id, home, plant, system, secret_hash, types, note, created_at, created_by, expires_at, work_centres)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
