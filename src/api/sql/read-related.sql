-- The neighbours in the lane.
-- Relies on: message_lane.
select
  m.message_id, m.type, m.occurred_at,
  coalesce(
    inbox.progress,
    case when m.seq > lane.read_to then 'received' when exists (
      select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
    ) then 'sending' else 'closed' end
  ) as progress
from message m
left join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
left join inbox on inbox.message_id = m.message_id
where m.home = $1 and m.plant = $2 and m.stream = $3 and m.key = $4 and m.type not like 'hub.%'
order by m.seq
limit 200
