-- How people have taken an event back, the first time first.
-- Relies on: message_lane; message (message_id).
select row.message_id, m.actor as by, m.received_at as at, row.progress, row.verdict
from message m
join message_row row on row.message_id = m.message_id
where m.home = $1 and m.plant = $2 and m.stream = $3 and m.key = $4 and m.causation = $5 and m.received_from = 'console'
order by m.seq
