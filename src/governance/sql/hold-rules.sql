-- One change of the rules at a time: until the transaction is over.
select pg_advisory_xact_lock(hashtextextended('millwright rules ' || $1, 0))
