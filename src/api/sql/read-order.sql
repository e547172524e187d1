-- One production order with every effect of its lane, in the order they were decided, in one snapshot. `counted` is
-- false for a refusal that the case has not been told yet.
-- Relies on: case_file (home, plant, kind, key); lane (home, plant, stream, key); intent_lane; inbox_lane; message_lane; exception_open.
select
  file.plant, file.key, file.state, file.data, file.changed_at,
  (
    select count(*)::int from exception e
    where e.closed_at is null and e.plant = file.plant and e.subject = file.key and e.home = file.home
  ) as open_exceptions,
  (
    select count(*)::int from (
      select message_id from open_message o where o.lane_id = lane.lane_id and progress <> 'stopped'
      union
      select message_id from intent
      where intent.lane_id = lane.lane_id and state in ('planned', 'sent', 'in-doubt')
    ) as open join message m using (message_id)
    where m.type not like 'hub.%'
  ) as waiting,
  coalesce(
    (
      select json_agg(json_build_object(
        'effectKey', effect_key, 'operation', operation, 'state', intent.state, 'body', body, 'receipt', receipt,
        'failure', failure, 'messageId', m.message_id, 'type', m.type, 'id', m.id, 'source', m.source,
        'occurredAt', to_char(m.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'receivedFrom', m.received_from,
        'counted', not exists (
          select from open_message told join message answer on answer.message_id = told.message_id
          where told.lane_id = lane.lane_id and answer.causation = m.message_id
            and answer.event -> 'data' ->> 'effectKey' = effect_key and answer.event -> 'data' ->> 'state' = 'refused'
        )
      ) order by intent.seq)
      from intent join message m on m.message_id = intent.message_id
      where intent.lane_id = lane.lane_id
    ),
    '[]'
  ) as effects
from case_file file
left join lane
  on lane.home = file.home and lane.plant = file.plant and lane.stream = file.kind and lane.key = file.key
where file.home = $1 and file.plant = any ($2::text[]) and file.kind = 'production-order' and file.key = $3
order by file.changed_at desc
limit 1
