-- Where the log ends, and what is needed to go on from there.
-- Relies on: audit_checkpoint (size).
select size, origin, root, frontier, note from audit_checkpoint order by size desc limit 1
