-- Alerts about which something may still have to be told, each with what was told to whom.
-- Relies on: alert_unsettled; notice_alert_told; notice (notice_id).
select
  a.alert_id, a.plant, a.cause, a.about, a.severity, a.owner_role, a.sentence, a.what_now, a.link, a.count, a.most,
  a.opened_at, a.returns, a.cleared_at, a.acknowledged_at, a.closed_at, coalesce(told.told, '[]'::json) as told
from alert a
left join lateral (
  select json_agg(json_build_object('recipient', n.recipient, 'what', na.what, 'step', na.step)) as told
  from notice_alert na join notice n on n.notice_id = na.notice_id
  where na.alert_id = a.alert_id
) as told on true
where a.home = $1 and not a.settled
order by a.opened_at, a.alert_id
