-- A replay with everything it is to do, and what is predicted of each.
-- Relies on: replay (replay_id).
with made as (
  insert into replay (
    replay_id, home, plant, filter, facts, per_minute, reason, asked_by, asked_at, state, next_at
  )
  values ($1, $2, $3, $4::json, $5, $6, $7, $8, $9, $10, case $10 when 'running' then $9::timestamptz end)
  returning replay_id
)
insert into replay_item (replay_id, place, exception_id, message_id, attempt, predicted)
select made.replay_id, row.place, exception_id, message_id, attempt, predicted
from made,
  unnest($11::uuid[], $12::uuid[], $13::int[], $14::json[]) with ordinality
    as row (exception_id, message_id, attempt, predicted, place)
