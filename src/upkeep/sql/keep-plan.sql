insert into maintenance_plan (home, plant, plan, data, changed_at, changed_by)
values ($1, $2, $3, $4, $5, $6)
on conflict (home, plant, plan) do update set
  data = excluded.data, changed_at = excluded.changed_at, changed_by = excluded.changed_by
