-- Who speaks of the event from now on means its correction: a reversal finds what was booked for it.
-- Relies on: seen (id, source).
update seen set message_id = $3 where source = $1 and id = $2
