-- Replays, newest first, with how far each is and how often the prediction was right.
-- Relies on: replay_asked; replay_item (replay_id, place).
select
  r.replay_id, r.plant, r.filter, r.facts, r.per_minute, r.reason, r.asked_by, r.asked_at, r.state, r.answered_by,
  r.answered_at, r.answer_reason, r.finished_at, count.*
from replay r
cross join lateral (
  select
    count(*)::int as items,
    count(*) filter (where tried_at is not null)::int as tried,
    count(*) filter (where refused is not null)::int as refused,
    count(*) filter (where agrees)::int as as_predicted,
    count(*) filter (where not agrees)::int as otherwise,
    count(*) filter (where predicted ->> 'unknown' is not null)::int as unknown
  from replay_item where replay_item.replay_id = r.replay_id
) as count
where r.home = $1 and ($2::text[] is null or r.plant = any ($2)) and ($3::uuid is null or r.replay_id = $3)
order by r.asked_at desc
limit 50
