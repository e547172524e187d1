-- The orders that are called so in part, or that have to do with what is: the first of them, in no order. They are looked for
-- by their most telling word ($5); the others are compared with what that finds, past the index.
-- Planned afresh each time: how many there may be depends on the words.
-- Relies on: case_file_words; message_name (name); message (message_id).
select plant, key from (
  select plant, key from case_file
  where words @@ to_tsquery('simple', $5) and home = $1 and kind = 'production-order'
    and (words || ''::tsvector) @@ to_tsquery('simple', $3)
  union
  select plant, key from message
  where message_id in (select message_id from message_name where name = $2) and home = $1
) as found
limit $4
