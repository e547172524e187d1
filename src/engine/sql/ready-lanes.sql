-- There is work in these lanes now; whoever holds one finds it on release.
-- Relies on: lane (lane_id).
update lane set ready_at = clock_timestamp() where lane_id = any ($1::bigint[])
