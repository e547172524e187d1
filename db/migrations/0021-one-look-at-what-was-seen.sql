-- A message as people see it, as before; the memory of what was seen is asked for each message by its key, never read
-- as a whole, however many messages a page has. Old processes may run beside it.
create or replace view message_row as
select
  m.message_id, m.plant, m.home, m.type, m.source, m.id, m.stream, m.key, m.seq, m.occurred_at, m.received_at,
  m.correlation, coalesce(seen.duplicates, 0) as duplicates,
  coalesce(
    inbox.progress,
    case
      when trouble.code is not null then 'stopped'
      when exists (
        select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
      ) then 'sending'
      else 'closed'
    end
  ) as progress,
  last.verdict, coalesce(trouble.code, last.code) as code, coalesce(trouble.sentence, last.sentence) as sentence,
  last.flow, coalesce(file.label, m.key) as subject
from message m
left join inbox on inbox.message_id = m.message_id
left join lateral (
  select duplicates from seen where seen.source = m.source and seen.id = m.id limit 1
) as seen on true
left join lateral (
  select verdict, code, sentence, flow from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
left join lateral (
  select code, sentence from exception
  where exception.message_id = m.message_id and closed_at is null
  order by opened_at desc limit 1
) as trouble on true
left join case_file file on file.home = m.home and file.plant = m.plant and file.kind = m.stream and file.key = m.key;
