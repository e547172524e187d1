-- Moves a book on, held until the end of the transaction; no row where another process has moved it since it was read.
-- Relies on: maintenance_book (home, system, book).
insert into maintenance_book (home, system, book, newest, swept_at, turn) values ($1, $2, $3, $5, $6, 1)
on conflict (home, system, book) do update
set newest = coalesce(excluded.newest, maintenance_book.newest),
  swept_at = coalesce(excluded.swept_at, maintenance_book.swept_at),
  turn = maintenance_book.turn + 1
where maintenance_book.turn = $4
returning turn
