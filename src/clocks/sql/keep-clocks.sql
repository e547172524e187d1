-- How far each clock is off, as its last messages tell.
insert into source_clock (home, plant, source, device, ahead_ms, messages, seen_at)
select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::int[], $7::timestamptz[])
on conflict (home, plant, source, device) do update set
  ahead_ms = excluded.ahead_ms, messages = excluded.messages, seen_at = excluded.seen_at
