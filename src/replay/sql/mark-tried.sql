-- Items that were judged again, or could not be.
-- Relies on: replay_item (replay_id, place).
update replay_item set tried_at = $3, refused = given.refused
from unnest($2::int[], $4::text[]) as given (place, refused)
where replay_item.replay_id = $1 and replay_item.place = given.place
