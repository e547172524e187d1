-- One maintenance window as it is known.
-- Relies on: case_file (home, plant, kind, key).
select data
from case_file
where home = $1 and plant = $2 and kind = 'maintenance-window' and key = $3
