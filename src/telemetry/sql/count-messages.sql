-- Messages that are not finished, by plant and progress, and the age of the oldest. UUIDs of version 7 sort by time.
-- Relies on: inbox holding unfinished messages only; lane_ready, message_lane.
select
  open.plant, open.progress, count(*) as count,
  extract(epoch from clock_timestamp() - min(message.received_at))::float8 as oldest
from open_message as open join message on message.message_id = open.message_id
where open.home = $1
group by open.plant, open.progress
