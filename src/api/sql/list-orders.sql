-- Production orders, latest change first, a page at a time; of those that were found (find-orders), or, where these were
-- too many, by parts of their names, or by a lot of theirs.
-- Planned afresh each time: what was not asked for falls out of the plan.
-- Relies on: case_file (home, plant, kind, key), case_file_changed, case_file_words; message_name (name); message (message_id); lane (home, plant, stream, key);
-- inbox_lane; message_lane; intent_lane; exception_open.
select
  file.plant, file.key, file.state, file.data, file.changed_at,
  to_char(file.changed_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_exactly,
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
        'effectKey', effect_key, 'operation', operation, 'state', intent.state, 'body', body
      ) order by seq)
      from intent where intent.lane_id = lane.lane_id and operation in ('receiveOutput', 'reverseOutput')
    ),
    '[]'
  ) as outputs
from case_file file
left join lane
  on lane.home = file.home and lane.plant = file.plant and lane.stream = file.kind and lane.key = file.key
where file.home = $1
  and file.kind = 'production-order'
  and ($2::text[] is null or file.plant = any ($2))
  and ($3::text is null or file.state = $3)
  and ($4::text is null or (file.plant, file.key) in (
    select plant, key from case_file found where found.words @@ to_tsquery('simple', $5)
    union all
    select plant, key from message where message_id in (select message_id from message_name where name = $4)
  ))
  and ($9::text[] is null or file.key = any ($9))
  and ($6::timestamptz is null or (file.changed_at, file.key) < ($6, $7))
order by file.changed_at desc, file.key desc
limit $8
