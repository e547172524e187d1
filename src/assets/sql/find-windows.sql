-- Other windows that both have agreed to and that are not over, at the same time on any of these work centres.
-- Relies on: case_file (home, plant, kind, key).
select key as window, data ->> 'title' as title, data -> 'booked' ->> 'start' as start, data -> 'booked' ->> 'end' as "end"
from case_file
where home = $1 and plant = $2 and kind = 'maintenance-window' and key <> $3
  and state in ('approved', 'changed', 'asked-again', 'started')
  and (data -> 'booked' ->> 'start')::timestamptz < $5 and (data -> 'booked' ->> 'end')::timestamptz > $4
  and exists (
    select from json_array_elements(data -> 'booked' -> 'workCentres') as centre where centre ->> 'id' = any ($6)
  )
order by start, key
