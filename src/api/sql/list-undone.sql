-- How people have taken an event back, the first time first, and whether that is booked.
-- Relies on: message_lane; message (message_id); intent_message.
select row.message_id, m.actor as by, m.received_at as at, row.progress, row.verdict,
  exists (select from intent where intent.message_id = m.message_id and state = 'confirmed') as booked
from message m
join message_row row on row.message_id = m.message_id
where m.home = $1 and m.plant = $2 and m.stream = $3 and m.key = $4 and m.causation = $5 and m.received_from = 'console'
order by m.seq
