-- The exceptions of plants: the open ones, longest open first; or the settled ones, latest first. `body` is the payload
-- as it stands, with a person's correction.
-- Relies on: exception_open, exception_opened; message (message_id); inbox (message_id).
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
where e.home = $1
  and ($2::text[] is null or e.plant = any ($2))
  and ($3 = 'open') = (e.closed_at is null)
  and ($4::text is null or e.code = $4)
order by case $3 when 'open' then e.opened_at end, e.opened_at desc
limit $5
