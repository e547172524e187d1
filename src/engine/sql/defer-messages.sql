-- Not judged, because a system that knows the facts could not be asked; they come again, and a waiting one still waits.
-- Relies on: inbox (message_id).
update inbox set
  ready_at = clock_timestamp() + deferred.again * interval '1 millisecond',
  waits_for = deferred.because
from unnest($1::uuid[], $2::float8[], $3::text[]) as deferred (message_id, again, because)
where inbox.message_id = deferred.message_id
