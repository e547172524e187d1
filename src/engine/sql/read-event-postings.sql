-- Past events by (source, id), with what became of their effects.
-- Relies on: seen (id, source); message (message_id); lane (home, plant, stream, key); inbox (message_id); intent_message.
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
from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as asked (place, plant, source, id)
join seen on seen.source = asked.source and seen.id = asked.id
join message on message.message_id = seen.message_id and message.plant = asked.plant
join lane
  on lane.home = message.home and lane.plant = message.plant and lane.stream = message.stream and lane.key = message.key
left join inbox on inbox.message_id = message.message_id
