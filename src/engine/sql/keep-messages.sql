-- Judged, but not done: they come again, wait for something, for an answer, or for a person.
-- A person's ruling stays with the message until it is over, so that a correction is there for every try.
-- Relies on: inbox (message_id).
update inbox set
  progress = kept.progress,
  attempts = kept.attempts,
  ready_at = clock_timestamp() + kept.again * interval '1 millisecond',
  waits_for = kept.waits_for,
  wait_until = kept.wait_until,
  waits = kept.waits
from unnest($1::uuid[], $2::text[], $3::int[], $4::float8[], $5::text[], $6::timestamptz[], $7::json[])
  as kept (message_id, progress, attempts, again, waits_for, wait_until, waits)
where inbox.message_id = kept.message_id
