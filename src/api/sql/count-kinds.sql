-- How many events of each kind came from where since a moment; the first id of that moment finds the place.
-- Relies on: message (message_id).
select plant, type, source, count(*)::int as count
from message
where message_id >= $2 and home = $1
group by plant, type, source
