-- Relies on: intent_message.
select intent_id, effect_key, system, port, operation, state, attempts, planned_at, sent_at, answered_at, body, receipt, failure
from intent where message_id = $1 order by seq
