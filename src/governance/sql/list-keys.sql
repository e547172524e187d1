select key_id, plant, system, types, work_centres, note, created_at, created_by, expires_at, revoked_at, revoked_by
from access_key where home = $1 order by created_at
