-- How many rows wait for their seal and since when, how far the places reach, and how far the signatures.
-- Relies on: audit_unsealed; audit_position; audit_checkpoint (size).
select
  (select count(*) from audit where position is null) as unsealed,
  (select min(at) from audit where position is null) as oldest_unsealed,
  (select max(position) from audit) as last_placed,
  (select max(size) from audit_checkpoint) as last_signed
