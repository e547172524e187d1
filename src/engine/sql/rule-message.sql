-- A person's ruling: the message is judged again under it, at once, whether it was stopped, asking, or closed already.
-- Relies on: message (message_id); inbox (message_id).
insert into inbox (
  message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at, attempts, ruling
)
select message_id, plant, home, $2, seq, nature, urgency, 'received', clock_timestamp(), $3, $4::json
from message where message_id = $1
on conflict (message_id) do update set
  progress = 'received', ready_at = clock_timestamp(), waits_for = null, wait_until = null, waits = null,
  ruling = excluded.ruling
