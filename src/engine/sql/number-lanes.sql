-- The numbers of lanes; those that are not there yet are made. One that another session makes at this moment is missing
-- in the answer, and is found when asked for again.
-- Sorted, so that two sessions that make the same lanes never wait for each other in a ring.
-- Relies on: lane (home, plant, stream, key).
with given as (
  select * from unnest($2::text[], $3::text[], $4::text[], $5::smallint[]) as row (plant, stream, key, urgency)
),
known as (
  select lane_id, plant, stream, key from given join lane using (plant, stream, key) where lane.home = $1
),
made as (
  insert into lane (plant, home, stream, key, urgency)
  select plant, $1, stream, key, urgency from given
  where not exists (
    select from known where known.plant = given.plant and known.stream = given.stream and known.key = given.key
  )
  order by plant, stream, key
  on conflict (home, plant, stream, key) do nothing
  returning lane_id, plant, stream, key
)
select lane_id, plant, stream, key from known
union all
select lane_id, plant, stream, key from made
