-- Which of these systems have something to send that nobody holds. One look of a process for all its senders: an estate
-- of hundreds of systems would else be asked after hundreds of times for each.
-- Relies on: conflict_ready.
select asked.system
from unnest($1::text[]) as asked (system)
where exists (
  select from conflict
  where conflict.system = asked.system
    and urgency = any ('{0,1}'::smallint[])
    and ready_at <= clock_timestamp()
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $2
)
