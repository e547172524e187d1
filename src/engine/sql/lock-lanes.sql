-- Locks lanes before conflict keys, in the order every transaction locks them, when an answer has something to tell them.
-- Relies on: lane (lane_id).
select lane_id from lane where lane_id = any ($1::bigint[]) order by lane_id for update
