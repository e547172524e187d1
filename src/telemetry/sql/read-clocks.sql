-- How far clocks are off, the worst of each system.
select distinct on (plant, system) plant, split_part(source, '/', 5) as system, ahead_ms::float8 / 1000 as ahead
from source_clock
where home = $1
order by plant, system, abs(ahead_ms) desc
