-- What is to be judged now in the claimed lanes, in lane order: movements that are ready, and transitions up to the
-- first that is not (it holds the later ones). A movement that was put off because nobody could be asked comes along
-- with the next that is ready, before it: the reports of an order keep their order through an outage.
-- What was never looked at is not in the inbox, and ready.
-- Relies on: lane (lane_id); inbox_lane, inbox (message_id); message_lane, message (message_id).
select
  work.lane_id, message.seq, work.attempts, work.waits, work.ruling,
  message.message_id, message.plant, message.source, message.id, message.type, message.stream, message.key,
  message.nature, message.urgency, message.occurred_at, message.recorded_at, message.received_at,
  coalesce(message.correlation, message.stream || '/' || message.key) as correlation, message.causation,
  message.traceparent, message.origin, message.actor, message.received_from, message.wire,
  message.event ->> 'sequence' as sequence, message.event -> 'data' as body
from unnest($1::bigint[]) as claimed (lane_id)
join lane using (lane_id)
cross join lateral (
  select min(seq) as seq from inbox
  where inbox.lane_id = lane.lane_id
    and nature = 'transition'
    and (ready_at is null or ready_at > clock_timestamp())
) as holding
cross join lateral (
  select max(seq) as seq from (
    select seq from inbox
    where inbox.lane_id = lane.lane_id and nature = 'movement' and ready_at <= clock_timestamp()
    union all
    (
      select seq from message m
      where m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant and m.home = lane.home
        and m.seq > lane.read_to and m.message_id >= lane.unread_from and m.nature = 'movement'
        and not exists (select from inbox where inbox.message_id = m.message_id)
      order by seq desc
      limit 1
    )
  ) as movement
) as next
cross join lateral (
  select lane.lane_id, message_id, seq, attempts, waits, ruling from (
    select message_id, seq, nature, attempts, waits, ruling from inbox
    where inbox.lane_id = lane.lane_id
      and (
        ready_at <= clock_timestamp()
        or nature = 'movement' and progress = 'received' and waits_for is not null and inbox.seq < next.seq
      )
    union all
    (
      select message_id, seq, nature, 0, null, null from message m
      where m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant and m.home = lane.home
        and m.seq > lane.read_to and m.message_id >= lane.unread_from
        and (m.nature = 'movement' or holding.seq is null or m.seq < holding.seq)
        and not exists (select from inbox where inbox.message_id = m.message_id)
      order by seq
      limit $2
    )
  ) as ready
  where nature = 'movement' or holding.seq is null or seq < holding.seq
  order by seq
  limit $2
) as work
join message on message.message_id = work.message_id
order by work.lane_id, work.seq
