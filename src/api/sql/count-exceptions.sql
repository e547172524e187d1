-- How many exceptions of each code there are; the list shows the first of them.
-- Relies on: exception_open, exception_opened.
select code, count(*)::int as count, min(opened_at) as oldest
from exception e
where e.home = $1
  and ($2::text[] is null or e.plant = any ($2))
  and ($3 = 'open') = (e.closed_at is null)
  and ($4::text is null or e.code = $4)
group by code
