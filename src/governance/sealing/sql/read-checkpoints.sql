-- What was signed, in pages.
-- Relies on: audit_checkpoint (size).
select size, note from audit_checkpoint where size > $1 order by size limit $2
