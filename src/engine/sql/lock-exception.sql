-- Of two people who act on one exception, the second sees what the first did. After its lane, as everywhere.
select closed_at, assigned_to from exception where exception_id = $1 for update
