-- How effects came about: the event, the judgement, the versions of rules and field table, and who agreed to it.
-- Relies on: intent (effect_key); message, run, wire_record, rules_version by key; approval_message; exception_message.
select
  i.effect_key, i.operation, i.plant, i.flow, i.body ->> 'original' as reverses,
  m.message_id, m.type, m.id, m.source, m.received_from, m.actor, m.occurred_at, m.recorded_at, m.received_at,
  judged.verdict, judged.sentence, judged.rules, rule.proposed_by, rule.answered_by, wire.field_table,
  (
    select json_agg(one) from (
      select a.answered_by as by, a.question as what, a.answered_at as at from approval a
      where a.message_id = m.message_id and a.answer = 'yes'
      union all
      select e.closed_by, e.resolution || coalesce(': ' || e.reason, ''), e.closed_at from exception e
      where e.message_id = m.message_id and e.resolution in ('corrected', 'overridden')
      order by at
    ) as one
  ) as people,
  case when wire.field_table is not null then (
    select entry from rules_version v, json_array_elements(v.document -> 'fieldTables') as entry
    where v.home = m.home and v.state = 'approved' and entry ->> 'table' = wire.field_table
      and v.version = (
        select version from rules_version w
        where w.home = m.home and w.state = 'approved'
        order by w.effective_from <= m.received_at desc, abs(extract(epoch from w.effective_from - m.received_at)), w.version desc
        limit 1
      )
  ) end as translated_by
from intent i
join message m on m.message_id = i.message_id
left join lateral (
  select verdict, sentence, rules from run
  where run.message_id = m.message_id and run.flow = i.flow and run.decided_at <= i.planned_at
  order by attempt desc limit 1
) as judged on true
left join rules_version rule on rule.home = i.home and rule.version = judged.rules
left join wire_record wire on wire.home = m.home and wire.plant = m.plant and wire.sha256 = m.wire
where i.home = $1 and i.effect_key = any ($2::text[])
