-- The root the log had at a size.
-- Relies on: audit_checkpoint (size).
select origin, root from audit_checkpoint where size = $1
