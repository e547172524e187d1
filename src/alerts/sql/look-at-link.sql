-- What a link is about, as long as it holds.
-- Relies on: notice_link (token_hash); notice (notice_id).
select n.notice_id, n.recipient, n.body, n.plant
from notice_link l join notice n on n.notice_id = l.notice_id
where l.token_hash = $1 and n.home = $2 and l.used_at is null and l.expires_at > $3
