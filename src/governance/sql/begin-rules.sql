-- Versions that were approved for later and whose moment has come.
-- Relies on: rules_version_state.
update rules_version set began_at = $2
where home = $1 and state = 'approved' and began_at is null and effective_from <= $2
returning version
