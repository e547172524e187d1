-- The messages that somebody means by one word: an id, a key, a lot or serial, a correlation, an order's name.
-- Relies on: message (message_id), message_event_id, message_correlation, message_lane, message_lot, message_serials;
-- case_file_words.
select message_id from (
  (select message_id from message where message_id = $2::uuid)
  union
  (select message_id from message where id = $1 limit 500)
  union
  (select message_id from message where correlation = $1 limit 500)
  union
  (select message_id from message where stream = any ($3::text[]) and key = $1 limit 500)
  union
  (select message_id from message where event -> 'data' ->> 'lot' = $1 limit 500)
  union
  (
    select message_id from message
    where (event -> 'data' -> 'serials') is not null and (event -> 'data' -> 'serials')::jsonb ? $1
    limit 500
  )
  union
  (
    select m.message_id
    from (
      select plant, kind, key from case_file
      where home = $4 and $5::text is not null and words @@ to_tsquery('simple', $5)
      limit 50
    ) as named
    join message m on m.stream = named.kind and m.key = named.key and m.plant = named.plant
    limit 500
  )
) as found
order by message_id desc
limit 1000
