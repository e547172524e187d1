-- Relies on: machine_signal (home, system, plant, asset, signal).
select plant, asset, signal, value, at, since, sequence, told, told_at from machine_signal where home = $1 and system = $2
