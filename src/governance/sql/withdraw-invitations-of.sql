-- Whoever is shut out leaves no open door behind.
delete from invitation where created_by = $1 and used_at is null
