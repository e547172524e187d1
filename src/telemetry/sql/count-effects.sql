-- Effects that are not finished, by plant, system and state, and the age of the oldest.
-- Relies on: intent_open.
select
  plant, system, state, count(*) as count,
  extract(epoch from clock_timestamp() - min(planned_at))::float8 as oldest
from intent
where home = $1 and state in ('planned', 'sent', 'in-doubt')
group by plant, system, state
