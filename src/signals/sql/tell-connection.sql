-- Whether it is connected, since when, and what is in the way. Relies on: machine_stream (home, system).
update machine_stream
set connected_since = $4,
  away_since = case when $4::timestamptz is null then coalesce(away_since, $5::timestamptz) end,
  trouble = $6
where home = $1 and system = $2 and held_by = $3
