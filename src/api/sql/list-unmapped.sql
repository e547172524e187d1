-- What stopped because nobody had said which work centre something is.
-- Relies on: exception_open.
select exception_id from exception
where home = $1 and plant = $2 and code = 'UNMAPPED_ASSET' and closed_at is null
order by opened_at
limit 200
