-- What was erased, by day and rule: a long sweep is many acts.
-- Relies on: erasure_plant.
select
  plant, content, kept_for, min(rules) as rules, sum(items)::int as items, count(*)::int as acts, min(oldest) as oldest,
  max(newest) as newest, max(erased_at) as erased_at
from erasure where home = $1 and ($2::text[] is null or plant = any ($2))
group by plant, content, kept_for, date_trunc('day', erased_at at time zone 'utc')
order by max(erased_at) desc, plant, content
limit 200
