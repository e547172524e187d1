-- The exceptions of a message, or of plants and a state.
-- Relies on: exception_message, exception_open.
select e.*, m.type, m.event -> 'data' as body, coalesce(file.data -> 'order' ->> 'label', m.key) as about
from exception e
join message m on m.message_id = e.message_id
left join case_file file on file.home = m.home and file.plant = m.plant and file.kind = m.stream and file.key = m.key
where e.home = $1
  and ($2::text[] is null or e.plant = any ($2))
  and ($3::uuid is null or e.message_id = $3)
  and ($4::text is null or ($4 = 'open') = (e.closed_at is null))
  and ($5::text is null or e.code = $5)
order by e.opened_at desc
limit 1000
