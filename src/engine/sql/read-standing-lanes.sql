-- Messages as they stand, with the place in their lanes, how often they were judged, what was ruled and what was read
-- the last time.
-- Relies on: message (message_id); lane (home, plant, stream, key); run (message_id, attempt); inbox (message_id).
select
  m.*, coalesce(m.correlation, m.stream || '/' || m.key) as correlation, m.event -> 'data' as body, lane.lane_id,
  coalesce(inbox.ruling, last.outcome -> 'ruling') as ruling, coalesce(last.attempt, 0) as attempts,
  coalesce(last.facts, '[]') as facts
from message m
join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
left join inbox on inbox.message_id = m.message_id
left join lateral (
  select attempt, facts, outcome from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
where m.message_id = any ($1::uuid[])
order by lane.lane_id, m.seq
