-- When the hub first booked something in a plant: what stood there before is not its own.
-- Relies on: intent_answered.
select answered_at from intent
where answered_at is not null and home = $1 and plant = $2 and state = 'confirmed' and port = 'production-ledger'
order by answered_at
limit 1
