-- Sealed rows in the order of the log, in pages; every column as it stands there, so that no change hides in a reading.
-- By position and id, for a position may be there twice when somebody has been at it.
-- Relies on: audit_position.
select
  audit_id, plant, home, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, subject,
  reason, before::text as before, after::text as after, content_hash, position
from audit
where (position, audit_id) > ($1::bigint, $2::uuid) and position <= $3
order by position, audit_id
limit $4
