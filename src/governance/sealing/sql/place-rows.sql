-- Gives rows their positions in the log, the n-th of them the n-th after what is there.
-- Relies on: audit (audit_id).
update audit set position = $2 + given.nth
from unnest($1::uuid[]) with ordinality as given (audit_id, nth)
where audit.audit_id = given.audit_id
