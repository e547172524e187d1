-- The latest messages that were judged, or are in front of somebody, with a code; older than one message, if given.
-- Relies on: run_code; exception_open.
select message_id from (
  (
    select message_id from run
    where code = $2 and home = $1 and ($3::uuid is null or message_id < $3)
    order by message_id desc
    limit $4
  )
  union
  (
    select message_id from exception
    where code = $2 and home = $1 and closed_at is null and ($3::uuid is null or message_id < $3)
    order by message_id desc
    limit $4
  )
) as found
order by message_id desc
limit $4
