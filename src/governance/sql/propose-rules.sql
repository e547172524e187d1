-- Writes a proposal down under the next number.
-- Relies on: rules_version (home, version).
insert into rules_version (
  home, version, based_on, document, document_hash, reason, proposed_by, proposed_at, wished_from, state
)
select $1, coalesce(max(version), 0) + 1, $2, $3::json, $4, $5, $6, $7, $8, 'proposed'
from rules_version where home = $1
returning version
