-- Closes exceptions whose message went through after all.
-- Relies on: exception_message.
update exception set closed_at = $2, closed_by = 'hub', resolution = 'healed'
where message_id = any ($1::uuid[]) and closed_at is null
