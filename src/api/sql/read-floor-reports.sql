-- What became of events, found by the ids that their sender gave them; only what this very key handed in.
-- Relies on: seen_once; message (message_id); inbox (message_id); intent_message; exception_message.
select
  row.id, row.progress, row.verdict, row.code, row.sentence, inbox.waits_for,
  (
    select suggestion from exception e
    where e.message_id = row.message_id and e.closed_at is null order by opened_at desc limit 1
  ) as suggestion,
  coalesce((select array_agg(distinct state) from intent where intent.message_id = row.message_id), '{}') as effects
from message_row row
join message m on m.message_id = row.message_id
left join inbox on inbox.message_id = row.message_id
where row.home = $1
  and row.message_id in (select message_id from seen where id = any ($3::text[]) and source = $2)
  and m.received_from = $4
