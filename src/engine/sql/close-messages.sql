-- Judged and done: nothing of them is left to do.
-- Relies on: inbox (message_id).
delete from inbox using unnest($1::uuid[]) as closed (message_id) where inbox.message_id = closed.message_id
