-- Makes sure that a lane is there, so that it can be locked in its turn with others.
-- Relies on: lane (home, plant, stream, key).
with made as (
  insert into lane (plant, home, stream, key, urgency) values ($2, $1, $3, $4, $5)
  on conflict (home, plant, stream, key) do nothing
  returning lane_id
)
select lane_id from made
union all
select lane_id from lane where home = $1 and plant = $2 and stream = $3 and key = $4
limit 1
