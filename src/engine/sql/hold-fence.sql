-- Locks the lanes whose fence has not moved; the others have a new owner, and what was decided for them is dropped.
-- Everything that adds to a lane locks it first, so nothing arrives unseen between this and the lane's release.
-- Relies on: lane (lane_id).
select lane.lane_id
from lane
join unnest($1::bigint[], $2::bigint[]) as held (lane_id, epoch) using (lane_id, epoch)
order by plant, stream, key
for update of lane
