-- Who may answer a question, and what was shown.
-- Relies on: approval (approval_id); message (message_id); inbox (message_id).
select
  a.approval_id, a.plant, a.message_id, a.flow, a.role, a.question, a.shown, a.shown_hash, a.asked_at, a.expires_at,
  a.answered_at, a.answered_by, a.answer, a.reason, array_remove(array[m.actor, inbox.ruling ->> 'by'], null) as askers
from approval a
join message m on m.message_id = a.message_id
left join inbox on inbox.message_id = a.message_id
where a.home = $1 and a.approval_id = $2
