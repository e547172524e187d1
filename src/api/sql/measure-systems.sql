-- How far behind each system is: events with effects that it has not answered, since when, and what it said last; and
-- since when what changes there cannot be told, because a transaction of its database stays open. Of those that are asked for
-- what changed, when they answered and when they told something; of those that are listened to, whether and since when.
-- Relies on: intent_open, intent_answered; erp_horizon, maintenance_rhythm, machine_stream (home, system); hub_process, a row a
-- process.
select
  named.system, coalesce(open.events, 0) as events, open.oldest, failing.failure, failing.answered_at as failed_at,
  heard.answered_at as heard_at, coalesce((horizon.held ->> 'since')::timestamptz, horizon.since) as held_since,
  horizon.held, clock.ahead_ms, clock.device, rhythm.asked_at, rhythm.told_at,
  (select min(started_at) from hub_process where home = $1 and left_at is null and seen_at >= $6) as begun_at,
  case when stream.system is not null then json_build_object(
    'since', to_char(coalesce(stream.connected_since, stream.away_since) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'isThere', stream.connected_since is not null, 'trouble', stream.trouble,
    'heard', to_char(stream.heard_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) end as stream
from unnest($3::text[]) as named (system)
left join (
  select system, count(distinct message_id)::int as events, min(planned_at) as oldest
  from intent
  where state in ('planned', 'sent', 'in-doubt') and home = $1 and ($2::text[] is null or plant = any ($2))
  group by system
) as open using (system)
left join lateral (
  select failure, answered_at from intent
  where state in ('planned', 'sent', 'in-doubt') and failure is not null and intent.system = named.system
    and home = $1 and ($2::text[] is null or plant = any ($2))
  order by answered_at desc nulls last
  limit 1
) as failing on true
left join lateral (
  select answered_at from intent
  where answered_at >= $4 and state in ('confirmed', 'refused') and intent.system = named.system
    and home = $1 and ($2::text[] is null or plant = any ($2))
  order by answered_at desc
  limit 1
) as heard on true
left join erp_horizon horizon
  on horizon.home = $1 and horizon.system = named.system and horizon.waits and horizon.seen_at > $5
left join lateral (
  select ahead_ms::float8 as ahead_ms, device from source_clock
  where split_part(source, '/', 5) = named.system and home = $1 and ($2::text[] is null or plant = any ($2))
    and seen_at >= $4 and messages >= 5
  order by abs(ahead_ms) desc
  limit 1
) as clock on true
left join maintenance_rhythm rhythm on rhythm.home = $1 and rhythm.system = named.system
left join machine_stream stream on stream.home = $1 and stream.system = named.system
