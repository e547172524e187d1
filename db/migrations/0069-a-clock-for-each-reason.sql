-- Until when a message may wait, for each reason it has met: by the code under which somebody is told in the end.
alter table inbox add column waits json;

update inbox set waits = json_build_object(run.outcome -> 'wait' -> 'otherwise' ->> 'code', wait_until)
from run
where inbox.progress = 'waiting' and run.message_id = inbox.message_id and run.attempt = inbox.attempts
  and run.outcome -> 'wait' -> 'otherwise' ->> 'code' is not null;
