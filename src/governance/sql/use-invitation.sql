-- Takes the invitation once: of two who press at the same time, one gets it.
update invitation set used_at = $2, used_by = $3
where token_hash = $1 and used_at is null and expires_at > $2
returning grants, created_by
