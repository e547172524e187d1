-- Relies on: maintenance_unread (home, system, book, record).
select record from maintenance_unread
where home = $1 and system = $2 and book = $3 and record > $4 order by record limit $5
