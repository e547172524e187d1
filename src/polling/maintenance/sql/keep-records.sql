-- Relies on: maintenance_record (home, system, book, record).
insert into maintenance_record (home, system, book, record, changed_at, said, is_open, is_gone, kept_at)
select $1, $2, $3, record, changed_at, said, is_open, is_gone, $9
from unnest($4::text[], $5::timestamptz[], $6::json[], $7::boolean[], $8::boolean[]) as given (record, changed_at, said, is_open, is_gone)
on conflict (home, system, book, record) do update
set changed_at = excluded.changed_at, said = excluded.said, is_open = excluded.is_open, is_gone = excluded.is_gone,
  kept_at = excluded.kept_at
