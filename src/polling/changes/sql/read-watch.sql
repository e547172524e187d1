-- How far each book of a system is watched.
-- Relies on: erp_watch (home, system, book).
select book, near, whole, reading, compares, began_at, near_at, whole_at, near_cost, whole_cost, swept
from erp_watch where home = $1 and system = $2
