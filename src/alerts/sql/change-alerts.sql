-- What has become of alerts since the last look.
-- Relies on: alert (alert_id).
update alert set
  count = given.count,
  most = greatest(alert.most, given.count),
  sentence = given.sentence,
  returns = given.returns,
  cleared_at = given.cleared_at,
  closed_at = given.closed_at
from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::timestamptz[], $6::timestamptz[])
  as given (alert_id, count, sentence, returns, cleared_at, closed_at)
where alert.alert_id = given.alert_id
