insert into legal_hold (hold_id, home, plant, stream, key, reason, placed_by, placed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
