-- The versions of the rules, newest first; without what they say.
-- Relies on: rules_version (home, version).
select
  version, based_on, document_hash, reason, proposed_by, proposed_at, wished_from, state, answered_by, answered_at,
  answer_reason, effective_from
from rules_version
where home = $1
order by version desc
limit $2
