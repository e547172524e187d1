-- Relies on: run (message_id, attempt).
select attempt, flow, flow_version, verdict, code, sentence, facts, decided_at
from run where message_id = $1 order by attempt
