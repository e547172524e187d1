insert into equipment_map (home, plant, equipment, work_centre, label, code, changed_at, changed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (home, plant, equipment) do update set
  work_centre = excluded.work_centre, label = excluded.label, code = excluded.code,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by
