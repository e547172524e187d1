-- Takes one lane whose last two owners died while they held it: it is judged alone, a message at a time, so that what
-- kills processes is found and takes nobody along.
-- Relies on: lane_deaths.
with chosen as (
  select lane_id from lane
  where ready_at <= clock_timestamp()
    and urgency = any ($2::smallint[])
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $4
    and deaths > 0
    and deaths + coalesce((owner <> $1)::int, 0) > 1
  order by urgency, ready_at
  limit 1
  for update skip locked
)
update lane set
  owner = $1,
  epoch = epoch + 1,
  lease_until = clock_timestamp() + $3 * interval '1 millisecond',
  deaths = lane.deaths + coalesce((lane.owner <> $1)::int, 0)
from chosen
where lane.lane_id = chosen.lane_id
returning lane.lane_id, lane.epoch, lane.urgency, lane.plant, lane.stream, lane.key
