-- Moves a book on, in the transaction of what was told; counts what came of it.
-- Relies on: erp_watch (home, system, book).
insert into erp_watch (
  home, system, book, near, whole, reading, compares, began_at, near_at, whole_at, near_cost, whole_cost, swept, told,
  echoes, unchanged
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
on conflict (home, system, book) do update set
  near = excluded.near, whole = excluded.whole, reading = excluded.reading, compares = excluded.compares,
  began_at = excluded.began_at, near_at = excluded.near_at, whole_at = excluded.whole_at,
  near_cost = excluded.near_cost, whole_cost = excluded.whole_cost, swept = excluded.swept,
  told = erp_watch.told + excluded.told, echoes = erp_watch.echoes + excluded.echoes,
  unchanged = erp_watch.unchanged + excluded.unchanged
