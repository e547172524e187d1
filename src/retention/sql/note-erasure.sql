insert into erasure (
  erasure_id, home, plant, content, kept_for, rules, items, oldest, newest, digest, erased_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
