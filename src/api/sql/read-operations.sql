-- The operations of production orders of a plant, as far as the hub knows the orders.
-- Relies on: case_file (home, plant, kind, key).
select key, data -> 'order' -> 'operations' as operations
from case_file
where home = $1 and plant = $2 and kind = 'production-order' and key = any ($3::text[])
