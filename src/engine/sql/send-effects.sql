-- Marks the first open effects of the claimed conflict keys as sent, before they are; `sent` that is found here was
-- sent by somebody who is gone, so it is in doubt. Up to the first that is not yet due, so that none overtakes another.
-- Relies on: intent_open; message (message_id).
-- The first of each key comes before the second of any, so a long queue of one key does not starve the others.
with first as (
  select intent.intent_id, intent.state, intent.message_id, claimed.conflict_id
  from unnest($1::bigint[]) as claimed (conflict_id)
  cross join lateral (
    select min(seq) as seq from intent
    where intent.conflict_id = claimed.conflict_id
      and state in ('planned', 'sent', 'in-doubt')
      and ready_at > clock_timestamp()
  ) as holding
  cross join lateral (
    select intent_id, state, message_id, row_number() over (order by seq) as nth from intent
    where intent.conflict_id = claimed.conflict_id
      and state in ('planned', 'sent', 'in-doubt')
      and (holding.seq is null or intent.seq < holding.seq)
    order by seq
    limit $2
  ) as intent
  order by nth, claimed.conflict_id
  limit $2
)
update intent set
  state = 'sent',
  attempts = attempts + 1,
  doubted_at = case first.state when 'sent' then intent.sent_at else intent.doubted_at end,
  sent_at = clock_timestamp()
from first
join conflict on conflict.conflict_id = first.conflict_id
join message on message.message_id = first.message_id
where intent.intent_id = first.intent_id
returning
  intent.*, conflict.key as conflict_key, message.stream, message.key, message.source as event_source,
  message.id as event_id, message.type as event_type, first.state <> 'planned' as in_doubt
