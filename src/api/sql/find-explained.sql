-- Orders whose values can be explained, latest change first, each with the lots that were named for it in what came
-- to effects: the books know no lot of a report that stopped. By key, by words of their names, or by a lot.
-- Relies on: case_file (home, plant, kind, key); case_file_words; case_file_changed; message_lane; message_lot; message_serials; intent_message.
select
  file.plant, file.key, file.data,
  coalesce(
    (
      select json_agg(distinct jsonb_build_object('lot', lot, 'item', item))
      from (
        select told.data ->> 'item' as item, jsonb_path_query(told.data::jsonb, path) #>> '{}' as lot
        from (
          select event -> 'data' as data
          from message m
          where m.stream = file.kind and m.key = file.key and m.plant = file.plant and m.home = file.home
            and exists (select from intent where intent.message_id = m.message_id)
        ) as told
        cross join (values ('$.**.lot'::jsonpath), ('$.serials[*]'), ('$.child')) as named (path)
      ) as named
    ),
    '[]'
  ) as lots
from case_file file
where file.home = $1 and file.plant = any ($2::text[]) and file.kind = 'production-order'
  and (
    $3::text is null or file.key = $3 or file.words @@ to_tsquery('simple', $4)
    or file.key in (
      select m.key from message m where m.event -> 'data' ->> 'lot' = $3
      union
      select m.key from message m
      where (m.event -> 'data' -> 'serials')::jsonb ? $3 and (m.event -> 'data' -> 'serials') is not null
    )
  )
order by file.key is not distinct from $3 desc, file.changed_at desc
limit $5
