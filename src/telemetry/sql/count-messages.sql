-- Messages that are not finished, by plant and progress, and the age of the oldest. UUIDs of version 7 sort by time.
-- Relies on: inbox holding unfinished messages only.
select
  inbox.plant, inbox.progress, count(*) as count,
  extract(epoch from clock_timestamp() - min(message.received_at))::float8 as oldest
from inbox join message on message.message_id = inbox.message_id
where inbox.home = $1
group by inbox.plant, inbox.progress
