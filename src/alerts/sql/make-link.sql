-- A one-time link to acknowledge what a notice is about.
insert into notice_link (token_hash, notice_id, made_at, expires_at) values ($1, $2, $3, $4)
