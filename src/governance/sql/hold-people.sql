-- One change of who may do what at a time, until the transaction is over: two who take a role from each other at the
-- same moment must not both be let through.
select pg_advisory_xact_lock(hashtextextended('millwright people', 0))
