-- What became of items, beside what was predicted; a replay whose items are all over is done.
-- Relies on: replay_item (replay_id, place), replay_item_open, replay_item_unheard; replay_running.
with noted as (
  update replay_item set actual = given.actual, agrees = given.agrees
  from unnest($2::uuid[], $3::int[], $4::json[], $5::boolean[]) as given (replay_id, place, actual, agrees)
  where replay_item.replay_id = given.replay_id and replay_item.place = given.place
  returning replay_item.replay_id, replay_item.place
)
update replay set state = 'done', next_at = null, finished_at = $6
where home = $1 and state = 'running'
  and not exists (
    select from replay_item
    where replay_item.replay_id = replay.replay_id
      and (tried_at is null or refused is null and actual is null)
      and not exists (
        select from noted where noted.replay_id = replay_item.replay_id and noted.place = replay_item.place
      )
  )
