-- Relies on: machine_stream (home, system).
update machine_stream set held_until = null, held_by = null where home = $1 and system = $2 and held_by = $3
