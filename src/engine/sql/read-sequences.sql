-- The numbers a source gave its events about a thing, and those of its transitions that are over. Only what has numbers
-- and changes a state asks.
-- Relies on: lane (home, plant, stream, key); message_lane; inbox (message_id).
select
  asked.place,
  coalesce(array_agg(told.sequence), '{}') as numbers,
  coalesce(array_agg(told.sequence) filter (where told.is_over), '{}') as passed
from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) as asked (place, plant, stream, key, source)
join lane on lane.home = $1 and lane.plant = asked.plant and lane.stream = asked.stream and lane.key = asked.key
join lateral (
  select
    m.event ->> 'sequence' as sequence,
    m.nature = 'transition'
      and m.seq <= lane.read_to
      and not exists (select from inbox where inbox.message_id = m.message_id) as is_over
  from message m
  where m.home = lane.home and m.plant = lane.plant and m.stream = lane.stream and m.key = lane.key
    and m.source = asked.source and m.event ->> 'sequence' is not null
) as told on true
group by asked.place
