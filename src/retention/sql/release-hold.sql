-- Relies on: legal_hold (hold_id).
update legal_hold set released_by = $3, released_at = $4, release_reason = $5
where hold_id = $2 and home = $1 and released_at is null
returning plant, stream, key
