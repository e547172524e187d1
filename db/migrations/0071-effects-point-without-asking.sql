-- An effect is planned by the statement that has just written its conflict key, in the transaction that holds its lane, and
-- neither is ever deleted: looking both up again for each effect was a tenth of what planning costs.
alter table intent drop constraint intent_conflict_id_fkey;
alter table intent drop constraint intent_lane_id_fkey;
