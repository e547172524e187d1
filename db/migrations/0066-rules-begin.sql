-- When a version that was approved for later came into force and was written down as such. Processes of before this
-- migration may run beside it: what they approve is written down by those of after it.
alter table rules_version add column began_at timestamptz;
update rules_version set began_at = effective_from where state = 'approved' and effective_from <= now();
