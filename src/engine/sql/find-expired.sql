-- Questions that nobody has answered in time.
-- Relies on: approval_open.
select approval_id from approval where home = $1 and answered_at is null and expires_at <= $2 order by expires_at limit 100
