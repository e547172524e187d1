-- What work centres made in a time is asked by when it happened.
create index intent_worked on intent (home, plant, occurred_at) where operation = 'completeOperation';

-- Orders name work centres by their code, where they have one. Places that were mapped before are known by their name only.
alter table equipment_map add column code text;
