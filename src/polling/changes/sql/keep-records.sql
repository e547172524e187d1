-- Relies on: erp_record (home, system, book, record).
insert into erp_record (home, system, book, record, version, said)
select $1, $2, $3, record, version, said
from unnest($4::bigint[], $5::text[], $6::json[]) as given (record, version, said)
on conflict (home, system, book, record) do update set version = excluded.version, said = excluded.said
