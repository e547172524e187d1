-- Counts what was heard and holds on to the stream; no row where another process holds it by now.
-- Relies on: machine_stream (home, system).
update machine_stream
set turn = turn + 1,
  held_until = clock_timestamp() + $4 * interval '1 millisecond',
  heard_at = coalesce($5, heard_at),
  taken = taken + $6, repeated = repeated + $7, late = late + $8, unknown = unknown + $9, ill = ill + $10,
  last_ill = coalesce($11::json, last_ill)
where home = $1 and system = $2 and held_by = $3
returning turn
