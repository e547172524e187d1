-- The key by its public part.
-- Relies on: access_key (key_id).
select key_id, plant, system, secret_hash, types, work_centres, expires_at, revoked_at from access_key where key_id = $1
