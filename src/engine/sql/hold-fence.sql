-- Locks the lanes whose fence has not moved; the others have a new owner, and what was decided for them is dropped.
-- One that was let go is not held any more: nothing is committed twice under one taking.
-- Everything that adds to a lane locks it first, so nothing arrives unseen between this and the lane's release.
-- Relies on: lane (lane_id).
select lane.lane_id
from lane
join unnest($1::bigint[], $2::bigint[]) as held (lane_id, epoch) using (lane_id, epoch)
where owner is not null
order by lane_id
for update of lane
