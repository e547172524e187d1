-- Which effects the journal does not know by their keys, and what became of their events if they have come again. In one
-- look, so that one that is being judged is not seen twice as half: what is under way is left out.
-- Relies on: intent (effect_key); seen (id, source); message (message_id); inbox (message_id).
select asked.effect_key, message_row.message_id, message_row.progress
from unnest($1::text[], $2::text[], $3::text[]) as asked (effect_key, source, id)
left join seen on seen.source = asked.source and seen.id = asked.id
left join message_row on message_row.message_id = seen.message_id
where not exists (select from intent where intent.effect_key = asked.effect_key and intent.state <> 'shadowed')
  and coalesce(message_row.progress, '') not in ('received', 'waiting')
