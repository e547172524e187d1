-- What needs a person. A message that is judged again and stopped again keeps one open exception.
-- Relies on: exception_message.
with given as (
  select *
  from unnest(
    $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::timestamptz[]
  ) as row (
    exception_id, plant, code, owner_role, message_id, intent_id, flow, subject, sentence, suggestion, opened_at
  )
),
replaced as (
  update exception set
    code = given.code, owner_role = given.owner_role, intent_id = given.intent_id, sentence = given.sentence,
    suggestion = given.suggestion
  from given
  where exception.message_id = given.message_id and exception.closed_at is null
  returning exception.message_id
)
insert into exception (
  exception_id, plant, home, code, owner_role, message_id, intent_id, flow, subject, sentence, suggestion, opened_at
)
select exception_id, plant, $1, code, owner_role, message_id, intent_id, flow, subject, sentence, suggestion, opened_at
from given
where message_id not in (select message_id from replaced)
