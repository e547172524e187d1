-- What the console asks: names to search by, and indexes for each question, so that none reads the whole journal.
-- Old processes may run beside it: nothing they use is changed.

-- An order's names, beside its case. Generated, so that whoever writes a case need not know; `words` finds parts of them.
alter table case_file
  add column label text generated always as (data -> 'order' ->> 'label') stored,
  add column words tsvector generated always as (
    to_tsvector('simple', regexp_replace(
      key || ' ' || coalesce(data -> 'order' ->> 'label', '') || ' ' || coalesce(data -> 'order' ->> 'item', '') || ' '
        || coalesce(data -> 'order' ->> 'itemName', ''),
      '[^[:alnum:]]+', ' ', 'g'
    ))
  ) stored;
create index case_file_words on case_file using gin (words);
create index case_file_changed on case_file (home, kind, changed_at, key);

create index message_type on message (type, message_id) include (plant);
create index message_lot on message ((event -> 'data' ->> 'lot')) where (event -> 'data' ->> 'lot') is not null;
create index message_serials on message using gin (((event -> 'data' -> 'serials')::jsonb))
  where (event -> 'data' -> 'serials') is not null;

create index seen_repeated on seen (message_id) where duplicates > 0;
create index run_code on run (code, message_id) where code is not null;
create index intent_answered on intent (answered_at) where answered_at is not null;
create index exception_opened on exception (opened_at);
create index approval_message on approval (message_id);
create index approval_answered on approval (answered_at) where answered_at is not null;

-- A message as people see it. `stopped` is also what was judged, but whose effect a system refused: it needs somebody.
-- `sending` is what was judged and is on its way.
create view message_row as
select
  m.message_id, m.plant, m.home, m.type, m.source, m.id, m.stream, m.key, m.seq, m.occurred_at, m.received_at,
  m.correlation, coalesce(seen.duplicates, 0) as duplicates,
  coalesce(
    inbox.progress,
    case
      when trouble.code is not null then 'stopped'
      when exists (
        select from intent where intent.message_id = m.message_id and state in ('planned', 'sent', 'in-doubt')
      ) then 'sending'
      else 'closed'
    end
  ) as progress,
  last.verdict, coalesce(trouble.code, last.code) as code, coalesce(trouble.sentence, last.sentence) as sentence,
  last.flow, coalesce(file.label, m.key) as subject
from message m
left join inbox on inbox.message_id = m.message_id
left join seen on seen.source = m.source and seen.id = m.id
left join lateral (
  select verdict, code, sentence, flow from run where run.message_id = m.message_id order by attempt desc limit 1
) as last on true
left join lateral (
  select code, sentence from exception
  where exception.message_id = m.message_id and closed_at is null
  order by opened_at desc limit 1
) as trouble on true
left join case_file file on file.home = m.home and file.plant = m.plant and file.kind = m.stream and file.key = m.key;
