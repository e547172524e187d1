-- One process at a time looks after the alerts of a hub: until the transaction is over.
select pg_try_advisory_xact_lock(hashtextextended('millwright alerts ' || $1, 0)) as mine
