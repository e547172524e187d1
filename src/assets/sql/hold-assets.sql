-- One change of a plant's assets at a time, until the transaction is over: what is part of what is judged as a whole.
select pg_advisory_xact_lock(hashtextextended('millwright assets ' || $1 || ' ' || $2, 0))
