-- Whoever had acknowledged this does not see to it after all.
-- Relies on: alert (alert_id).
update alert set acknowledged_at = null, acknowledged_by = null, note = null
where home = $1 and alert_id = $2 and acknowledged_at is not null and closed_at is null
returning alert_id, plant, sentence
