-- The owner lives: its leases go on. A lease that was taken over has another owner and is left alone.
-- Relies on: conflict_owner.
update conflict set lease_until = clock_timestamp() + $2 * interval '1 millisecond' where owner = $1
