-- Relies on: audit_subject.
select at, actor, action, reason, after from audit where subject = any ($1::text[]) order by at, audit_id limit 200
