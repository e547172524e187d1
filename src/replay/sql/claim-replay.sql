-- Takes the next items of a replay that is due, and says when it is due again; of several hubs one gets it.
-- No replay rests for more than a minute: one that is to rest longer was told so before the clock was put back.
-- Relies on: replay_running; replay_item_open.
with due as (
  select replay_id, asked_by, reason, per_minute from replay
  where home = $1 and state = 'running' and (next_at <= clock_timestamp() or next_at > clock_timestamp() + interval '2 minutes')
  order by next_at
  limit 1
  for update skip locked
),
moved as (
  update replay set next_at = clock_timestamp() + greatest(1, 60.0 / due.per_minute) * interval '1 second'
  from due where replay.replay_id = due.replay_id
)
select due.replay_id, due.asked_by, due.reason, item.place, item.exception_id
from due
left join lateral (
  select place, exception_id from replay_item
  where replay_item.replay_id = due.replay_id and tried_at is null
  order by place
  limit greatest(1, due.per_minute / 60)
) as item on true
order by item.place
