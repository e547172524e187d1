-- Plants with something on its way: how far behind they are changes by itself.
-- Relies on: intent_open.
select distinct plant from intent where state in ('planned', 'sent', 'in-doubt') and home = $1
