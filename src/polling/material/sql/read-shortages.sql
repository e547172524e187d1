-- Shortages of a plant that the hub knows of, open and over.
-- Relies on: case_file (home, plant, kind, key).
select key as item, state, version::int as version, data
from case_file
where home = $1 and plant = $2 and kind = 'material-shortage'
