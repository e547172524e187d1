-- Whose alerts these are.
-- Relies on: alert (alert_id).
select alert_id, plant from alert where home = $1 and alert_id = any ($2::uuid[])
