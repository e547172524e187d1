-- What a replay does, in its order; those that came otherwise than predicted first.
-- Relies on: replay_item (replay_id, place); message (message_id).
select i.place, i.message_id, m.type, m.key, i.predicted, i.tried_at, i.refused, i.actual, i.agrees
from replay_item i join message m on m.message_id = i.message_id
where i.replay_id = $1
order by coalesce(i.agrees, true), i.place
limit 200
