-- Lanes that have been ready for longer than the plant allows, and nobody has judged what is in them.
-- Relies on: lane_ready.
select lane.plant, count(*)::int as count, min(lane.ready_at) as since
from lane
join unnest($2::text[], $3::float8[]) as given (plant, patience) on given.plant = lane.plant
where lane.home = $1 and lane.ready_at < $4::timestamptz - given.patience * interval '1 millisecond'
group by lane.plant
