-- What is to be judged now in the claimed lanes, in lane order: movements that are ready, and transitions up to the
-- first that is not (it holds the later ones). A movement that was put off because nobody could be asked comes along
-- with the next that is ready, before it: the reports of an order keep their order through an outage.
-- Relies on: inbox_lane; message (message_id).
select
  work.lane_id, work.seq, work.attempts, work.wait_until, work.ruling,
  message.message_id, message.plant, message.source, message.id, message.type, message.stream, message.key,
  message.nature, message.urgency, message.occurred_at, message.recorded_at, message.received_at,
  message.correlation, message.causation, message.traceparent, message.origin, message.actor,
  message.received_from, message.payload_hash, message.wire, message.event -> 'data' as body
from unnest($1::bigint[]) as claimed (lane_id)
cross join lateral (
  select min(seq) as seq from inbox
  where inbox.lane_id = claimed.lane_id
    and nature = 'transition'
    and (ready_at is null or ready_at > clock_timestamp())
) as holding
cross join lateral (
  select max(seq) as seq from inbox
  where inbox.lane_id = claimed.lane_id and nature = 'movement' and ready_at <= clock_timestamp()
) as next
cross join lateral (
  select * from inbox
  where inbox.lane_id = claimed.lane_id
    and (
      ready_at <= clock_timestamp()
      or nature = 'movement' and progress = 'received' and waits_for is not null and inbox.seq < next.seq
    )
    and (nature = 'movement' or holding.seq is null or inbox.seq < holding.seq)
  order by inbox.seq
  limit $2
) as work
join message on message.message_id = work.message_id
order by work.lane_id, work.seq
