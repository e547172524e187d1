-- Past events by (source, id), with what became of their effects.
-- Relies on: seen (source, id); intent_message.
select
  asked.place, message.message_id, message.seq, message.nature, message.source, message.id, message.type, message.event -> 'data' as body,
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
from unnest($1::int[], $2::text[], $3::text[], $4::text[]) as asked (place, plant, source, id)
join seen on seen.source = asked.source and seen.id = asked.id and seen.plant = asked.plant
join message on message.message_id = seen.message_id
left join inbox on inbox.message_id = message.message_id
