-- Relies on: notice (notice_id).
update notice set handed_at = $2 where notice_id = any ($1::uuid[])
