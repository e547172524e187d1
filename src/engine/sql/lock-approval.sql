-- Of two people who answer one question, the second sees the first one's answer. After its lane, as everywhere.
select answered_at from approval where approval_id = $1 for update
