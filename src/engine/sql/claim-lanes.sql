-- Takes lanes with ready work and no living owner. Each taking moves the fence, so that a former owner commits nothing.
-- Whoever held one and is not who asks died or gave up; one that went so twice in a row is left to claim-alone.sql.
-- All that are taken are as urgent as the first: what is urgent shares no turn with bulk, for the end of which it would wait.
-- Relies on: lane_ready.
with first as (
  select urgency from lane
  where ready_at <= clock_timestamp()
    and urgency = any ($2::smallint[])
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $5
    and deaths + coalesce((owner <> $1)::int, 0) < 2
  order by urgency, ready_at
  limit 1
  for update skip locked
),
chosen as (
  select lane_id from lane
  where ready_at <= clock_timestamp()
    and urgency = (select urgency from first)
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $5
    and deaths + coalesce((owner <> $1)::int, 0) < 2
  order by ready_at
  limit $3
  for update skip locked
)
update lane set
  owner = $1,
  epoch = epoch + 1,
  lease_until = clock_timestamp() + $4 * interval '1 millisecond',
  deaths = lane.deaths + coalesce((lane.owner <> $1)::int, 0)
from chosen
where lane.lane_id = chosen.lane_id
returning lane.lane_id, lane.epoch, lane.urgency, lane.plant, lane.stream, lane.key
