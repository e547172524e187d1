-- Systems whose last word was a failure, while effects have waited for longer than the plant allows.
-- Relies on: intent_open, intent_answered.
select open.plant, open.system, open.count, open.since
from (
  select
    i.plant, i.system, count(distinct i.message_id)::int as count, min(i.planned_at) as since,
    max(i.answered_at) filter (where i.failure is not null) as failed_at
  from intent i
  where i.home = $1 and i.state in ('planned', 'sent', 'in-doubt')
  group by i.plant, i.system
) as open
join unnest($2::text[], $3::float8[]) as given (plant, patience) on given.plant = open.plant
where open.failed_at is not null
  and open.since < $4::timestamptz - given.patience * interval '1 millisecond'
  and not exists (
    select from intent heard
    where heard.answered_at > open.failed_at and heard.state in ('confirmed', 'refused')
      and heard.system = open.system and heard.plant = open.plant and heard.home = $1
  )
