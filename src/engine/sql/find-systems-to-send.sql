-- Which of these systems have something to send that nobody holds. One look of a process for all its senders: an estate
-- of hundreds of systems would else be asked after hundreds of times for each.
-- Relies on: conflict_ready.
select asked.system, min(class.urgency)::smallint as urgency
from unnest($1::text[]) as asked (system)
cross join (values (0), (1)) as class (urgency)
where exists (
  select from conflict
  where conflict.system = asked.system
    and conflict.urgency = class.urgency
    and ready_at <= clock_timestamp()
    and (lease_until is null or lease_until < clock_timestamp())
    and home = $2
)
group by asked.system
