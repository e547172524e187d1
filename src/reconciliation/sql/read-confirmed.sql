-- What the ledger has confirmed in a time, page by page.
-- Relies on: intent_confirmed; conflict (conflict_id); message (message_id).
select
  intent.intent_id, intent.effect_key, intent.operation, conflict.key as "order", intent.message_id, message.source,
  message.id, intent.occurred_at, intent.answered_at
from intent
join conflict using (conflict_id)
join message on message.message_id = intent.message_id
where intent.home = $1 and intent.plant = $2 and intent.state = 'confirmed' and intent.port = 'production-ledger'
  and intent.answered_at >= $3 and intent.answered_at < $4 and (intent.answered_at, intent.intent_id) > ($5, $6::uuid)
order by intent.answered_at, intent.intent_id
limit $7
