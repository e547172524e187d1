-- What needs somebody, and what came more than once since a moment.
-- Relies on: exception_open, approval_open, seen_repeated; message (message_id).
select
  (select count(*)::int from exception where closed_at is null and home = $1 and ($2::text[] is null or plant = any ($2)))
    as exceptions,
  (select min(opened_at) from exception where closed_at is null and home = $1 and ($2::text[] is null or plant = any ($2)))
    as oldest,
  (select count(*)::int from approval where answered_at is null and home = $1 and ($2::text[] is null or plant = any ($2)))
    as approvals,
  (
    select coalesce(sum(duplicates), 0)::int from seen join message using (message_id)
    where duplicates > 0 and message_id >= $3::uuid and home = $1 and ($2::text[] is null or plant = any ($2))
  ) as duplicates
