-- A key may be that of a device at certain work centres, and of nothing else; null is the key of a system.
alter table access_key add column work_centres text[];

-- What a device asks every few seconds: the orders that may be worked on.
create index case_file_workable on case_file (home, plant, key)
where kind = 'production-order' and state in ('released', 'started', 'completed');
