-- The newest first. Relies on: machine_firing_told.
select system, plant, asset, rule, began_at, told_at, ended_at, cause, began_message, ended_message
from machine_firing
where home = $1 and ($2::text[] is null or plant = any ($2))
order by told_at desc, asset, rule
limit $3
