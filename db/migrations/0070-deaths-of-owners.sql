-- A message whose judgement kills its process would be taken up by the next one, and kill that too. How many owners in a
-- row died while they held a lane is counted with its taking, before any work begins; nothing else is ever written for
-- it, so a lane that fares well costs what it did.
alter table lane
  add column deaths smallint not null default 0,
  add column suspect uuid;

comment on column lane.deaths is 'Owners in a row whose lease ran out while they held it';
comment on column lane.suspect is 'The message that was judged alone when the last of them died';

create index lane_deaths on lane (urgency, ready_at) where deaths > 0;
