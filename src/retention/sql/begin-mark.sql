insert into retention_mark (home, plant, content, next_from) values ($1, $2, $3, $4)
on conflict do nothing
