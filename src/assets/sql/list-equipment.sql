-- Which work centre each place is; places that nobody fills now, too.
-- Relies on: equipment_map (home, plant, equipment).
select plant, equipment, work_centre, label, code, changed_at, changed_by
from equipment_map
where home = $1 and ($2::text[] is null or plant = any ($2))
order by plant, equipment
