-- Lets lanes go. A lane is ready again when its first transition or any of its movements is.
-- Run after everything else of the transaction, under the lock taken by hold-fence, so it sees all there is.
-- Relies on: inbox_lane.
update lane set
  owner = null,
  lease_until = null,
  ready_at = coming.ready_at,
  urgency = coalesce(coming.urgency, lane.urgency)
from unnest($1::bigint[]) as held (lane_id)
cross join lateral (
  select min(inbox.ready_at) as ready_at, min(inbox.urgency) as urgency
  from inbox
  where inbox.lane_id = held.lane_id
    and (
      nature = 'movement'
      or seq = (select min(seq) from inbox as first where first.lane_id = held.lane_id and nature = 'transition')
    )
) as coming
where lane.lane_id = held.lane_id
