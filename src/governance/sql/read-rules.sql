-- One version of the rules, with what it says.
-- Relies on: rules_version (home, version).
select
  version, based_on, document, document_hash, reason, proposed_by, proposed_at, wished_from, state, answered_by,
  answered_at, answer_reason, effective_from
from rules_version
where home = $1 and version = $2
