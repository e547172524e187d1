-- What waits for a name, longest first; or what was answered, latest first. `asker` may not answer their own question.
-- Relies on: approval_open, approval_answered; message (message_id); inbox (message_id).
select
  a.approval_id, a.plant, a.message_id, a.flow, a.role, a.question, a.shown, a.shown_hash, a.asked_at, a.expires_at,
  a.answered_at, a.answered_by, a.answer, a.reason, array_remove(array[m.actor, inbox.ruling ->> 'by'], null) as askers
from approval a
join message m on m.message_id = a.message_id
left join inbox on inbox.message_id = a.message_id
where a.home = $1
  and ($2::text[] is null or a.plant = any ($2))
  and ($3 = 'open') = (a.answered_at is null)
order by case $3 when 'open' then a.asked_at end, a.answered_at desc
limit 200
