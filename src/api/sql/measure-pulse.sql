-- What was accepted, confirmed and refused in each five minutes since a moment. A refusal is what opened an exception.
-- Relies on: message_type, intent_answered, exception_opened.
select
  date_bin('5 minutes', at, 'epoch') as at,
  count(*) filter (where what = 'accepted')::int as accepted,
  count(*) filter (where what = 'confirmed')::int as confirmed,
  count(*) filter (where what = 'refused')::int as refused
from (
  select received_at as at, 'accepted' as what from message
  where type = any ($3::text[]) and message_id >= $4::uuid and home = $1 and ($2::text[] is null or plant = any ($2))
  union all
  select answered_at, 'confirmed' from intent
  where answered_at >= $5 and state = 'confirmed' and home = $1 and ($2::text[] is null or plant = any ($2))
  union all
  select opened_at, 'refused' from exception
  where opened_at >= $5 and home = $1 and ($2::text[] is null or plant = any ($2))
) as moved
where at >= $5
group by 1
