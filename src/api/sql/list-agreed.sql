-- What both had agreed to take out of work, after a moment, with the places it was for.
-- Relies on: case_file (home, plant, kind, key).
select file.plant, file.key as window, file.data
from case_file file
where file.home = $1 and file.plant = any ($2) and file.kind = 'maintenance-window'
  and (file.data -> 'booked' ->> 'end')::timestamptz > $3
