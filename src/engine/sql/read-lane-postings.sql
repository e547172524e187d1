-- All events of a lane that are still open in some way: not judged to the end, with effects on their way, or in front
-- of a person. What a person has skipped is settled.
-- Relies on: inbox_lane; message_lane; intent_lane; exception_message; lane (home, plant, stream, key).
select
  asked.place, message.message_id, message.seq, message.nature, message.source, message.id, message.type,
  message.event -> 'data' as body,
  coalesce(inbox.progress, case when message.seq > lane.read_to then 'received' else 'closed' end) as progress,
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
  select message_id from open_message o where o.lane_id = lane.lane_id
  union
  select message_id from intent
  where intent.lane_id = lane.lane_id
    and (
      state in ('planned', 'sent', 'in-doubt')
      or state = 'refused' and exists (
        select from exception where exception.message_id = intent.message_id and closed_at is null
      )
    )
) as open on true
join message on message.message_id = open.message_id
left join inbox on inbox.message_id = open.message_id
