-- Whether anything may wait for its seal; asked all the time, so without a lock.
-- Relies on: audit_unsealed.
select from audit where position is null limit 1
