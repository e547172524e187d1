-- Messages, newest first, a page at a time. `closed` with effects under way is told as `sending`.
-- Relies on: message (message_id), which sorts by time of receipt; message_lane, message_correlation, message_event_id.
select
  m.message_id, m.plant, m.type, m.source, m.id, m.stream, m.key, m.occurred_at, m.received_at, m.correlation,
  coalesce(seen.duplicates, 0) as duplicates,
  coalesce(
    inbox.progress,
    case when exists (
      select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
    ) then 'sending' else 'closed' end
  ) as progress,
  last.verdict, last.code, last.sentence, last.flow,
  coalesce(file.data -> 'order' ->> 'label', m.key) as subject
from message m
left join inbox on inbox.message_id = m.message_id
left join seen on seen.source = m.source and seen.id = m.id
left join lateral (
  select verdict, code, sentence, flow from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
left join case_file file on file.home = m.home and file.plant = m.plant and file.kind = m.stream and file.key = m.key
where m.home = $1
  and ($2::text[] is null or m.plant = any ($2))
  and ($3::uuid is null or m.message_id < $3)
  and ($4::text is null or m.type = $4)
  and ($5::text is null or (
    m.id = $5 or m.key = $5 or m.correlation = $5 or m.message_id::text = $5
    or m.key in (
      select key from case_file found
      where found.home = $1 and found.kind = m.stream and found.data -> 'order' ->> 'label' = $5
    )
    or m.event -> 'data' ->> 'lot' = $5
  ))
  and ($6::text is null or $6 = coalesce(
    inbox.progress,
    case when exists (
      select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
    ) then 'sending' else 'closed' end
  ))
  and ($7::text is null or last.code = $7)
  and ($8::text is null or last.flow = $8)
  and m.type not like 'hub.%'
order by m.message_id desc
limit $9
