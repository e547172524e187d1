-- Parts that two systems keep count of, those that differ first; of the others the latest.
-- Relies on: case_file (home, plant, kind, key).
select
  file.plant, file.key as part, file.data,
  (count(*) filter (where file.state = 'differs') over ())::int as differing
from case_file file
where file.home = $1 and file.kind = 'spare-part'
  and ($2::text[] is null or file.plant = any ($2))
  and file.data -> 'counts' is not null
order by file.state = 'differs' desc, file.changed_at desc, file.key
limit 500
