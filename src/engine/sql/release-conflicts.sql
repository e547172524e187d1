-- Lets conflict keys go; each is ready again when its first open effect is.
-- Relies on: intent_open.
update conflict set
  owner = null,
  lease_until = null,
  ready_at = coming.ready_at,
  urgency = coalesce(coming.urgency, conflict.urgency)
from unnest($1::bigint[]) as held (conflict_id)
cross join lateral (
  select (array_agg(intent.ready_at order by seq))[1] as ready_at, min(intent.urgency) as urgency
  from intent
  where intent.conflict_id = held.conflict_id and state in ('planned', 'sent', 'in-doubt')
) as coming
where conflict.conflict_id = held.conflict_id
returning conflict.ready_at <= clock_timestamp() as is_ready
