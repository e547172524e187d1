-- Transitions that their source has numbered and that are open in a lane take their turns by number, as far as up to one
-- that met lower ones behind it: among themselves they exchange the places they have. The journal keeps how they came.
-- Run after queue-passed, which has put into the inbox what is behind an open transition.
-- Relies on: inbox (message_id), inbox_lane; message (message_id).
with counted as (
  select
    last.message_id as last_id, inbox.message_id, inbox.seq,
    case when m.event ->> 'sequence' ~ '^[0-9]{1,15}$' then (m.event ->> 'sequence')::bigint end as number,
    (own.event ->> 'sequence')::bigint as highest
  from inbox as last
  join message as own on own.message_id = last.message_id
  join inbox on inbox.lane_id = last.lane_id and inbox.nature = 'transition' and inbox.seq >= last.seq
  join message as m on m.message_id = inbox.message_id and m.source = own.source
  where last.message_id = any ($1::uuid[])
),
ranked as (
  select
    last_id, message_id, seq,
    row_number() over (partition by last_id order by seq) as by_place,
    row_number() over (partition by last_id order by number, seq) as by_number
  from counted where number <= highest
)
update inbox set seq = place.seq
from ranked
join ranked as place on place.last_id = ranked.last_id and place.by_place = ranked.by_number
where inbox.message_id = ranked.message_id
