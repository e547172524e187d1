-- The case they wait for has moved: waiting messages of these lanes are judged again at once.
-- Relies on: inbox_lane.
update inbox set ready_at = clock_timestamp()
where lane_id = any ($1::bigint[]) and progress = 'waiting'
