-- An exception with the message and the lane it is about.
-- Relies on: exception (exception_id); message (message_id); lane (home, plant, stream, key).
select
  e.plant, e.code, e.sentence, e.message_id, lane.lane_id, m.stream, m.key, m.urgency
from exception e
join message m on m.message_id = e.message_id
join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
where e.exception_id = $1 and e.home = $2
