-- Those that another process has written down meanwhile stay as they are, and are not among the answers.
-- Relies on: maintenance_unread (home, system, book, record).
insert into maintenance_unread (home, system, book, record, plant, why)
select $1, $2, $3, record, plant, why from unnest($4::text[], $5::text[], $6::text[]) as given (record, plant, why)
on conflict (home, system, book, record) do update set why = excluded.why where maintenance_unread.why <> excluded.why
returning record
