-- Uses a link up; of two who press at the same moment one does.
-- Relies on: notice_link (token_hash); notice_alert (notice_id).
with used as (
  update notice_link set used_at = $2
  from notice n
  where token_hash = $1 and used_at is null and expires_at > $2
    and n.notice_id = notice_link.notice_id and n.home = $3
  returning notice_link.notice_id, n.recipient
)
select used.recipient, na.alert_id from used left join notice_alert na on na.notice_id = used.notice_id
