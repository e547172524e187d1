-- What flows did without following it up since a moment: judged on paper, or kept unjudged.
-- Relies on: run_mode; intent_shadowed; ids of messages begin with their time.
select flow, plant, sum(judged)::int as judged, sum(effects)::int as effects, sum(kept)::int as kept
from (
  select flow, plant, count(*) filter (where mode = 'shadow') as judged, 0 as effects, count(*) filter (where mode = 'off') as kept
  from run
  where mode <> 'live' and message_id >= $2::uuid and home = $1
  group by flow, plant
  union all
  select flow, plant, 0, count(*), 0
  from intent
  where state = 'shadowed' and planned_at >= $3 and home = $1
  group by flow, plant
) as each
group by flow, plant
