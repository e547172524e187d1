-- One-time links that still open the door. Their secrets are not kept; the beginning of the hash names one.
select left(token_hash, 16) as invitation, grants, created_at, created_by, expires_at
from invitation
where used_at is null and expires_at > $1
order by created_at desc
