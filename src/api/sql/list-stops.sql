-- Standstills of assets that were over after a moment, as they are known last, and those that last.
-- Relies on: case_file (home, plant, kind, key).
select file.plant, file.kind, file.data
from case_file file
where file.home = $1 and file.plant = any ($2)
  and (
    (file.kind = 'downtime-record' and (file.data ->> 'until')::timestamptz > $3)
    or (file.kind = 'asset-downtime' and file.state = 'down')
  )
