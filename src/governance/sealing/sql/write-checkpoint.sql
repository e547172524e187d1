-- What the log came to with these rows.
insert into audit_checkpoint (size, origin, root, frontier, note, sealed_at) values ($1, $2, $3, $4, $5, $6)
