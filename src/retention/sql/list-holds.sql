select hold_id, plant, stream, key, reason, placed_by, placed_at, released_by, released_at, release_reason
from legal_hold where home = $1 and ($2::text[] is null or plant = any ($2))
order by released_at is not null, placed_at desc
limit 200
