-- What was done since a moment, by plant: every judgement, effect and action of a person leaves an audit row.
-- Relies on: audit (audit_id), whose ids begin with their time.
select audit_id as id, plant, action, after ->> 'verdict' as verdict
from audit
where audit_id > $2::uuid and home = $1
order by audit_id
limit 2000
