-- The exceptions of a message, first to last.
-- Relies on: exception_message.
select
  e.exception_id, e.plant, e.code, e.owner_role, e.message_id, e.sentence, e.suggestion, e.opened_at, e.assigned_to,
  e.closed_at, e.closed_by, e.resolution, e.reason,
  m.type, coalesce(file.label, m.key) as about,
  coalesce(inbox.ruling -> 'body', last.outcome -> 'ruling' -> 'body', m.event -> 'data') as body
from exception e
join message m on m.message_id = e.message_id
left join inbox on inbox.message_id = e.message_id
left join lateral (
  select outcome from run where run.message_id = e.message_id order by attempt desc limit 1
) as last on true
left join case_file file on file.home = m.home and file.plant = m.plant and file.kind = m.stream and file.key = m.key
where e.home = $1 and e.message_id = $2
order by e.opened_at
limit 200
