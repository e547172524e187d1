-- A message is in the inbox only when it has to wait for something; what is judged at its first turn never is.
-- Processes of before this migration cannot run beside it: stop them first.

-- Up to this place in the lane every message was looked at: it is in the inbox, or nothing is left to do.
alter table lane add column read_to bigint not null default 0;
-- What is not closed has a row already.
update lane set read_to = tail;

-- What still has to be judged: what is in the inbox, and what came after everything that was looked at. A lane with such
-- messages is always ready or held (release-lanes.sql), so others are not asked.
create view open_message as
select
  message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at, attempts, waits_for, wait_until, ruling
from inbox
union all
select
  m.message_id, m.plant, m.home, lane.lane_id, m.seq, m.nature, m.urgency, 'received', lane.ready_at, 0, null, null, null
from lane
join message m
  on m.stream = lane.stream and m.key = lane.key and m.seq > lane.read_to and m.plant = lane.plant and m.home = lane.home
where lane.ready_at is not null
  and lane.tail > lane.read_to
  and not exists (select from inbox where inbox.message_id = m.message_id);

create or replace view message_row as
select
  m.message_id, m.plant, m.home, m.type, m.source, m.id, m.stream, m.key, m.seq, m.occurred_at, m.received_at,
  coalesce(m.correlation, m.stream || '/' || m.key) as correlation, coalesce(seen.duplicates, 0) as duplicates,
  coalesce(
    inbox.progress,
    case
      when m.seq > lane.read_to then 'received'
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
left join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
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
