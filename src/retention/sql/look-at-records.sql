-- The next records of a plant, in their systems' own words, that are older than the rule; those stay of which a message
-- is still open or held. A place is the moment of receipt and the hash.
-- Relies on: wire_record_age; message_wire; inbox (message_id); exception_message.
select
  to_char(r.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') || ' ' || r.sha256 as item,
  r.received_at as at, false as is_gone,
  not is_held($1, $2, null, null)
  and not exists (
    select from message m
    join lane on lane.home = m.home and lane.plant = m.plant and lane.stream = m.stream and lane.key = m.key
    where m.wire = r.sha256 and m.home = $1 and m.plant = $2
      and (
        m.seq > lane.read_to
        or exists (select from inbox where inbox.message_id = m.message_id)
        or exists (select from exception e where e.message_id = m.message_id and e.closed_at is null)
        or is_held($1, $2, m.stream, m.key)
      )
  ) as may_go
from wire_record r
where r.home = $1 and r.plant = $2 and r.bytes is not null and r.received_at < $4::timestamptz
  and (r.received_at, r.sha256) >= (split_part($3, ' ', 1)::timestamp at time zone 'utc', split_part($3, ' ', 2))
order by r.received_at, r.sha256
limit $5
