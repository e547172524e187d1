-- Lets lanes go of which a living process could not commit anything: they are as ready as they were when it took them, and
-- nobody died. One that was let go or taken over meanwhile is left alone.
-- Relies on: lane (lane_id).
with held as (
  select lane.lane_id
  from lane
  join unnest($1::bigint[], $2::bigint[]) as held (lane_id, epoch) using (lane_id, epoch)
  where owner is not null
  order by lane_id
  for update of lane
)
update lane set owner = null, lease_until = null
from held
where lane.lane_id = held.lane_id
