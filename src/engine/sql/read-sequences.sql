-- Which numbers a source gave its events about a thing below that of one of them, how far it had counted before that in
-- the lane, which of its transitions is over, and whether one with a lower number came later. What is a movement is only compared with what came before it.
-- Only what has numbers asks.
-- Relies on: lane (home, plant, stream, key); message_lane; inbox (message_id).
with told as (
  select
    asked.place, asked.nature, asked.number as here,
    case when m.event ->> 'sequence' ~ '^[0-9]{1,15}$' then (m.event ->> 'sequence')::bigint end as number,
    m.seq < asked.seq as is_earlier,
    m.nature = 'transition' as is_transition,
    m.seq <= lane.read_to and not exists (select from inbox where inbox.message_id = m.message_id) as is_over
  from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::int[])
    as asked (place, plant, stream, key, source, nature, number, seq)
  join lane on lane.home = $1 and lane.plant = asked.plant and lane.stream = asked.stream and lane.key = asked.key
  join message m
    on m.home = lane.home and m.plant = lane.plant and m.stream = lane.stream and m.key = lane.key
    and m.source = asked.source and m.event ->> 'sequence' is not null
),
known as (
  select
    place,
    coalesce(max(number) filter (where is_transition and is_over and number < here), 0) as passed,
    coalesce(max(number) filter (where is_earlier), 0) as reached,
    coalesce(bool_or(is_transition and not is_over and not is_earlier and number < here), false) as late
  from told group by place
)
select
  place, passed, reached, late,
  coalesce(
    json_agg(distinct number order by number) filter (
      where number < here and number > case nature when 'movement' then reached else least(passed, reached) end
    ),
    '[]'
  ) as numbers
from known join told using (place)
group by place, passed, reached, late
