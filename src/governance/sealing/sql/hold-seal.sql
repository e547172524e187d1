-- One sealer at a time in a database, until the transaction ends; whoever comes second goes home.
select pg_try_advisory_xact_lock(hashtext('millwright.seal')) as ours
