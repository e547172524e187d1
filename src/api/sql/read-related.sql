-- The neighbours in the lane.
-- Relies on: message_lane.
select
  m.message_id, m.type, m.occurred_at,
  coalesce(
    inbox.progress,
    case when exists (
      select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
    ) then 'sending' else 'closed' end
  ) as progress
from message m
left join inbox on inbox.message_id = m.message_id
where m.home = $1 and m.plant = $2 and m.stream = $3 and m.key = $4 and m.type not like 'hub.%'
order by m.seq
limit 200
