-- How often each outcome was predicted in a replay, and how often it came so far.
-- Relies on: replay_item (replay_id, place).
select verdict, code, sum(predicted)::int as predicted, sum(actual)::int as actual
from (
  select coalesce(predicted ->> 'verdict', 'unknown') as verdict, predicted ->> 'code' as code, 1 as predicted, 0 as actual
  from replay_item
  where replay_id = $1
  union all
  select actual ->> 'verdict', actual ->> 'code', 0, 1
  from replay_item
  where replay_id = $1 and actual is not null
) as each
group by verdict, code
order by predicted desc, actual desc, verdict, code
