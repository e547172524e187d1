-- Counts a try before it is made, so that one nobody knows the end of is counted too.
-- Relies on: notice (notice_id).
update notice set tries = tries + $2 where notice_id = $1 returning tries
