-- When the last try of an effect was sent whose answer never came: until the other system's own limit has passed after
-- it, that try may still happen there, so that nothing else said about the effect is final.
alter table intent add column doubted_at timestamptz;

-- Leases are renewed by what is held, no longer by owner.
drop index lane_owner;
drop index conflict_owner;
