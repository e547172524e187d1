-- Relies on: machine_stream (home, system).
select
  system, connected_since, away_since, trouble, heard_at, taken, repeated, late, unknown, ill, last_ill,
  held_until is not null and held_until > clock_timestamp() as is_heard
from machine_stream where home = $1
