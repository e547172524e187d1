-- Relies on: cursor (home, system, name).
insert into poll_cursor (home, system, name, position, moved_at) values ($1, $2, $3, $4, $5)
on conflict (home, system, name) do update set position = excluded.position, moved_at = excluded.moved_at
