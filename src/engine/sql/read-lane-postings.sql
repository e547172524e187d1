-- All events of a lane that are still open in some way: judged not at all, or with effects that are not confirmed.
-- Relies on: inbox_lane; intent_lane; lane (home, plant, stream, key).
select
  asked.place, message.message_id, message.source, message.id, message.type, message.event -> 'data' as body,
  coalesce(inbox.progress, 'closed') as progress,
  coalesce(
    (
      select json_agg(
        json_build_object('effectKey', effect_key, 'operation', operation, 'state', state) order by intent.seq
      )
      from intent where intent.message_id = message.message_id
    ),
    '[]'
  ) as effects
from unnest($2::int[], $3::text[], $4::text[], $5::text[]) as asked (place, plant, stream, key)
join lane on lane.home = $1 and lane.plant = asked.plant and lane.stream = asked.stream and lane.key = asked.key
join lateral (
  select message_id from inbox where inbox.lane_id = lane.lane_id
  union
  select message_id from intent
  where intent.lane_id = lane.lane_id and state in ('planned', 'sent', 'in-doubt', 'refused')
) as open on true
join message on message.message_id = open.message_id
left join inbox on inbox.message_id = open.message_id
