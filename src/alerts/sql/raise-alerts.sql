-- Puts down what is wrong since now.
-- Relies on: alert_open.
insert into alert (
  alert_id, home, plant, cause, about, severity, owner_role, sentence, what_now, link, count, most, opened_at
)
select alert_id, $1, plant, cause, about, severity, owner_role, sentence, what_now, link, count, count, $2
from unnest(
  $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int[]
) as given (alert_id, plant, cause, about, severity, owner_role, sentence, what_now, link, count)
