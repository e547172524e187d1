-- What was told to whom lately: nobody is told more often than agreed.
-- Relies on: notice_made.
select plant, recipient, kind, made_at from notice where home = $1 and made_at > $2 and kind <> 'test'
