-- Says which message is judged alone now, before it is; answers how many processes it has killed so. Another than the last
-- one begins anew.
-- Relies on: lane (lane_id).
update lane set
  deaths = case when suspect = $3 then deaths else 2 end,
  suspect = $3
where lane_id = $1 and epoch = $2
returning deaths - 2 as killed
