-- Questions that have waited for longer than the plant allows, by plant and who is asked.
-- Relies on: approval_open.
select a.plant, a.role, count(*)::int as count, min(a.asked_at) as since
from approval a
join unnest($2::text[], $3::float8[]) as given (plant, patience) on given.plant = a.plant
where a.home = $1 and a.answered_at is null
  and a.asked_at < $4::timestamptz - given.patience * interval '1 millisecond'
group by a.plant, a.role
