-- What each notice tells.
insert into notice_alert (notice_id, alert_id, what, step)
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
