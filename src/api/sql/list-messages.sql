-- Messages, newest first, a page at a time.
-- Planned afresh each time: what was not asked for falls out of the plan.
-- Relies on: message (message_id), which sorts by time of receipt; message_type; seen_repeated; inbox; intent; exception.
select
  m.message_id, m.plant, m.type, m.source, m.id, m.stream, m.key, m.occurred_at, m.received_at, m.correlation,
  m.duplicates, m.progress, m.verdict, m.code, m.sentence, m.subject,
  wait.waits_for, wait.wait_until
from message_row m
left join lateral (
  select waits_for, wait_until from inbox
  where inbox.message_id = m.message_id and inbox.progress = 'waiting'
) as wait on true
where m.home = $1
  and ($2::text[] is null or m.plant = any ($2))
  and ($3::uuid is null or m.message_id < $3)
  and ($4::text[] is null or m.type = any ($4))
  and ($5::uuid[] is null or m.message_id = any ($5))
  and ($6::text[] is null or m.progress = any ($6))
  and ($7::text is null or m.code = $7)
  and ($8::text is null or coalesce(m.flow, $8) = $8)
  and ($9::timestamptz is null or m.received_at >= $9)
  and ($10::timestamptz is null or m.received_at < $10)
  and ($11::uuid is null or m.message_id >= $11)
  and ($12::uuid is null or m.message_id < $12)
  and (not $13::boolean or m.duplicates > 0)
  and (not $13::boolean or m.message_id in (select message_id from seen where duplicates > 0))
  and m.type not like 'hub.%'
order by m.message_id desc
limit $14
