-- An event that may be taken back: whether something of it is booked, and how often people have taken it back.
-- Relies on: message (message_id), message_lane; intent_message.
select
  m.plant, m.source, m.id, m.type, m.key,
  exists (select from intent where intent.message_id = m.message_id and state = 'confirmed') as booked,
  (
    select count(*)::int from message other
    where other.stream = m.stream and other.key = m.key and other.plant = m.plant
      and other.causation = m.message_id and other.received_from = 'console'
  ) as undone
from message m
where m.home = $1 and m.message_id = $2
