-- Orders of which a report has stayed away, and nobody has settled that yet.
-- Relies on: exception_open; case_file (home, plant, kind, key).
select file.plant, file.data -> 'order' as "order", file.data -> 'raised' as raised
from (
  select distinct plant, subject from exception
  where home = $1 and plant = any ($2) and code = 'MISSED_CONFIRMATION' and closed_at is null
) as open
join case_file file
  on file.home = $1 and file.plant = open.plant and file.kind = 'production-order' and file.key = open.subject
order by file.plant, file.key
