-- An event that may be taken back, as it counts: whether something of it is booked.
-- Relies on: message (message_id); run (message_id, attempt); intent_message.
select
  m.message_id, m.plant, m.source, m.id, m.type, m.key, m.stream,
  coalesce(last.outcome -> 'ruling' -> 'body', m.event -> 'data') as body,
  exists (select from intent where intent.message_id = m.message_id and state = 'confirmed') as booked,
  exists (select from intent where intent.message_id = m.message_id and state = 'shadowed') as on_paper
from message m
left join lateral (
  select outcome from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
where m.home = $1 and m.message_id = $2
