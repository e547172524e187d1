-- The first look of all at the database's clock.
insert into database_clock (home, seen) values ($1, clock_timestamp()) on conflict do nothing
