-- Relies on: machine_watch (home, system, plant, asset, rule).
select plant, asset, rule, since, told, over from machine_watch where home = $1 and system = $2
