-- One process listens: who holds the stream already, or whoever comes when nobody has said anything for a while.
-- Relies on: machine_stream (home, system).
insert into machine_stream (home, system, held_by, held_until, turn)
values ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond', 1)
on conflict (home, system) do update
set held_by = excluded.held_by, held_until = excluded.held_until, turn = machine_stream.turn + 1
where machine_stream.held_by = excluded.held_by or machine_stream.held_until is null
  or machine_stream.held_until < clock_timestamp()
returning turn
