-- What the system answered to each effect.
-- Relies on: intent (intent_id).
update intent set
  state = given.state,
  answered_at = given.answered_at,
  ready_at = clock_timestamp() + given.again * interval '1 millisecond',
  receipt = given.receipt,
  failure = given.failure,
  doubted_at = case given.failure ->> 'class' when 'Unanswered' then intent.sent_at else intent.doubted_at end
from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::float8[], $5::json[], $6::json[])
  as given (intent_id, state, answered_at, again, receipt, failure)
where intent.intent_id = given.intent_id
