-- Reminders wait in the inbox for their time.
-- Relies on: message (message_id); lane (home, plant, stream, key).
insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at)
select m.message_id, m.plant, m.home, lane_id, m.seq, m.nature, m.urgency, 'received',
  clock_timestamp() + after * interval '1 millisecond'
from unnest($1::uuid[], $2::float8[]) as given (message_id, after)
join message m using (message_id)
join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
