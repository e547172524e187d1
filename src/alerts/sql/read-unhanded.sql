-- Notices that are no messages yet.
-- Relies on: notice_unhanded.
select notice_id, plant, body, made_at from notice where home = $1 and handed_at is null order by made_at limit 100
