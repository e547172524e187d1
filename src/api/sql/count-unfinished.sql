-- What is not finished, by event type: under way, or stopped for a person; and how much of it came since a moment.
-- Relies on: inbox, lane_ready, message_lane, intent_open, exception_open; message (message_id).
with open as (
  select message_id, case progress when 'stopped' then 1 else 0 end as stopped from open_message where home = $1
  union all
  select message_id, 0 from intent where state in ('planned', 'sent', 'in-doubt') and home = $1
  union all
  select message_id, 1 from exception where closed_at is null and home = $1
),
each as (
  select message_id, max(stopped) as stopped from open group by message_id
)
select
  m.type,
  count(*) filter (where stopped = 0)::int as waiting,
  count(*) filter (where stopped = 1)::int as failed,
  count(*) filter (where m.message_id >= $4::uuid)::int as recent,
  min(m.received_at) filter (where stopped = 0) as oldest
from each
join message m using (message_id)
where m.type = any ($3::text[]) and ($2::text[] is null or m.plant = any ($2))
group by m.type
