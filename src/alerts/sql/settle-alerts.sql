-- About these nothing is left to tell.
-- Relies on: alert (alert_id).
update alert set settled = true where alert_id = any ($1::uuid[])
