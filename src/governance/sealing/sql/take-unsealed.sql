-- The next rows to seal, in the order their transactions began to write: only of transactions older than every one
-- that still runs, so nothing can appear before them any more. A row from beyond the newest transaction came with a
-- copy of another database, where its transaction ended long ago.
-- Relies on: audit_unsealed.
select audit_id, home, content_hash
from audit
where position is null
  and (
    written_by < pg_snapshot_xmin(pg_current_snapshot())
    or written_by >= pg_snapshot_xmax(pg_current_snapshot())
  )
order by written_by, audit_id
limit $1
