-- The messages that somebody means by one word: an id, a key, a lot or serial, a correlation, an order's name.
-- A message without a correlation of its own is correlated with its lane. An event that was moved to another lane is
-- remembered as its correction, which names what caused it.
-- Relies on: message (message_id), message_correlation, message_lane; seen (id, source); message_name (name);
-- case_file_words.
select message_id from (
  (select message_id from message where message_id = $2::uuid)
  union
  (
    select unnest(array[m.message_id, case when m.id <> $1 then m.causation end])
    from (select message_id from seen where id = $1 limit 500) as known
    join message m on m.message_id = known.message_id
  )
  union
  (
    select message_id from message
    where correlation = $1 and correlation <> stream || '/' || key
    limit 500
  )
  union
  (
    select message_id from message
    where stream = split_part($1, '/', 1) and key = substr($1, strpos($1, '/') + 1) and coalesce(correlation, $1) = $1
    limit 500
  )
  union
  (select message_id from message where stream = any ($3::text[]) and key = $1 limit 500)
  union
  (select message_id from message_name where name = $1 limit 500)
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
where message_id is not null
order by message_id desc
limit 1000
