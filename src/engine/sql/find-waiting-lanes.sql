-- Which of these lanes have a message that waits for something.
-- Relies on: inbox_lane.
select distinct lane_id from inbox where lane_id = any ($1::bigint[]) and progress = 'waiting'
