-- The names by which people find messages, beside their ids.
-- Relies on: message_name (name, message_id).
insert into message_name (name, message_id)
select name, message_id from unnest($1::text[], $2::uuid[]) as given (name, message_id)
on conflict do nothing
