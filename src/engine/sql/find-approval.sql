-- Relies on: approval (approval_id).
select plant, message_id, lane_id, shown, shown_hash, yes, expires_at from approval where approval_id = $1 and home = $2
