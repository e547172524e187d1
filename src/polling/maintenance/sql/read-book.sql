-- How far a book of a CMMS is known. Relies on: maintenance_book (home, system, book).
select newest, swept_at, turn from maintenance_book where home = $1 and system = $2 and book = $3
