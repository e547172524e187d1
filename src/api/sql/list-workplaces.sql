-- Work centres of the orders that may be worked on, by plant.
-- Relies on: case_file_workable.
select file.plant, at ->> 'workCenter' as name, count(distinct file.key)::int as orders
from case_file file, json_array_elements(file.data -> 'order' -> 'operations') as at
where file.home = $1
  and file.plant = any ($2::text[])
  and file.kind = 'production-order'
  and file.state in ('released', 'started', 'completed')
group by 1, 2
order by 1, 2
