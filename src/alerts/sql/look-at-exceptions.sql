-- Open exceptions by plant and code, how many of them are open for longer than the plant allows, and since when.
-- Relies on: exception_open.
select
  e.plant, e.code, min(e.owner_role) as owner, count(*)::int as count, min(e.opened_at) as since,
  count(*) filter (where e.opened_at < $4::timestamptz - given.patience * interval '1 millisecond')::int as late
from exception e
join unnest($2::text[], $3::float8[]) as given (plant, patience) on given.plant = e.plant
where e.home = $1 and e.closed_at is null
group by e.plant, e.code
