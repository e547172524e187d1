-- Notices that are to be sent.
insert into notice (notice_id, home, plant, recipient, kind, body, made_at)
select notice_id, $1, plant, recipient, kind, body, $2
from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::json[])
  as given (notice_id, plant, recipient, kind, body)
