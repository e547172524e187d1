-- What was found bad in a time is asked for as what was made in it: by when it happened.
drop index intent_worked;
create index intent_worked on intent (home, plant, occurred_at)
  where operation in ('completeOperation', 'completeRework', 'recordScrap');
