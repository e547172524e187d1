-- Judgements that came after a replay had asked for them, and were not compared yet.
-- Relies on: replay_item_unheard; run (message_id, attempt).
select i.replay_id, i.place, i.predicted, run.verdict, run.code, run.sentence, run.outcome
from replay r
join replay_item i on i.replay_id = r.replay_id
join run on run.message_id = i.message_id and run.attempt = i.attempt + 1
where r.home = $1 and i.tried_at is not null and i.refused is null and i.actual is null
limit 500
