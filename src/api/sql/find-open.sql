-- The latest messages that are not closed and may stand where it is asked for; older than one message, if given.
-- Relies on: inbox; lane_ready, message_lane; intent_open; exception_open.
select message_id from (
  (
    select message_id from open_message
    where home = $1 and progress = any ($2::text[]) and ($3::uuid is null or message_id < $3)
    order by message_id desc
    limit $4
  )
  union
  (
    select message_id from intent
    where 'sending' = any ($2) and home = $1 and state in ('planned', 'sent', 'in-doubt')
      and ($3::uuid is null or message_id < $3)
      and not exists (select from inbox where inbox.message_id = intent.message_id)
    order by message_id desc
    limit $4
  )
  union
  (
    select message_id from exception
    where 'stopped' = any ($2) and home = $1 and closed_at is null and ($3::uuid is null or message_id < $3)
    order by message_id desc
    limit $4
  )
) as found
order by message_id desc
limit $4
