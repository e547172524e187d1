-- Where a message stands before a person's ruling: in the inbox or closed, with what was ruled before; whether a system
-- refused an effect of it; and whether its flow still has to hear so. Its lane is locked.
-- Relies on: inbox (message_id), inbox_lane; lane (lane_id); message_lane; run (message_id, attempt); intent_message.
select
  m.*, coalesce(m.correlation, m.stream || '/' || m.key) as correlation, m.event -> 'data' as body, 
  coalesce(inbox.progress, case when m.seq > lane.read_to then 'received' end) as progress,
  coalesce(inbox.ruling, last.outcome -> 'ruling') as ruling,
  last.outcome -> 'question' -> 'permits' as offered,
  coalesce(last.attempt, 0) as attempt, last.flow, last.flow_version,
  exists (select from intent where intent.message_id = m.message_id and state = 'refused') as refused,
  exists (
    select from open_message told join message answer on answer.message_id = told.message_id
    where told.lane_id = $2 and answer.causation = m.message_id and answer.type = 'hub.effect.answered.v1'
      and told.progress <> 'stopped'
  ) as untold
from message m
join lane on lane.lane_id = $2
left join inbox on inbox.message_id = m.message_id
left join lateral (
  select attempt, flow, flow_version, outcome from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
where m.message_id = $1
