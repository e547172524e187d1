-- Settles a proposal, or takes back what has not begun.
-- Relies on: rules_version (home, version).
update rules_version set
  state = $3,
  answered_by = $4,
  answered_at = $5,
  answer_reason = $6,
  effective_from = case $3 when 'approved' then greatest(wished_from, $5::timestamptz) end,
  began_at = case when $3 = 'approved' and coalesce(wished_from, $5::timestamptz) <= $5 then $5::timestamptz end
where home = $1 and version = $2
returning effective_from
