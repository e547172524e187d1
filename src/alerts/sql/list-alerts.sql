-- Alerts of plants: those that are open, longest open first; or those that are over, latest first. Each with whom it was
-- told to, and what became of the telling.
-- Relies on: alert_open, alert_closed; notice_alert_told; intent_message.
select
  a.alert_id, a.plant, a.cause, a.about, a.severity, a.owner_role, a.sentence, a.what_now, a.link, a.count, a.most,
  a.opened_at, a.returns, a.cleared_at, a.acknowledged_at, a.acknowledged_by, a.note, a.closed_at,
  coalesce(told.told, '[]'::json) as told
from (
  select * from alert
  where home = $1 and ($2::text[] is null or plant = any ($2)) and ($3 = 'open') = (closed_at is null)
  order by case $3 when 'open' then opened_at end, closed_at desc
  limit 200
) as a
left join lateral (
  select
    json_agg(
      json_build_object(
        'recipient', n.recipient,
        'what', na.what,
        'at', n.made_at,
        'state', coalesce(sent.state, 'planned'),
        'via', n.body ->> 'via'
      )
      order by n.made_at
    ) as told
  from notice_alert na
  join notice n on n.notice_id = na.notice_id
  left join lateral (
    select state from intent where intent.message_id = n.notice_id limit 1
  ) as sent on true
  where na.alert_id = a.alert_id
) as told on true
order by case $3 when 'open' then a.opened_at end, a.closed_at desc
