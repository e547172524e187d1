-- A snapshot that stays is known since when.
-- Relies on: erp_horizon (home, system).
insert into erp_horizon (home, system, seen_at, snapshot, since, waits, held) values ($1, $2, $3, $4, $3, $5, $6)
on conflict (home, system) do update set
  seen_at = excluded.seen_at, snapshot = excluded.snapshot, waits = excluded.waits, held = excluded.held,
  since = case when erp_horizon.snapshot = excluded.snapshot then erp_horizon.since else excluded.since end
