delete from invitation where left(token_hash, 16) = $1 and used_at is null and expires_at > $2 returning grants
