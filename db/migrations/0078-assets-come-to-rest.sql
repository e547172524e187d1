-- Whether nothing is left to do in a lane, as before; an asset that works is at rest too.
create or replace function is_at_rest(lane lane, before uuid) returns boolean language sql stable as $$
  select lane.tail = lane.read_to
    and not exists (select from inbox where inbox.lane_id = lane.lane_id)
    and not exists (
      select from intent where intent.lane_id = lane.lane_id and state in ('planned', 'sent', 'in-doubt')
    )
    and not exists (
      select from exception e join message m using (message_id)
      where e.closed_at is null and m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant
    )
    and not exists (
      select from approval a join message m using (message_id)
      where a.answered_at is null and m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant
    )
    and not exists (
      select from case_file f
      where f.home = lane.home and f.plant = lane.plant and f.kind = lane.stream and f.key = lane.key
        and f.state not in ('closed', 'cancelled')
        and not (f.kind = 'maintenance-window' and f.state in ('done', 'rejected'))
        and not (f.kind = 'asset-downtime' and f.state = 'running')
    )
    and not exists (
      select from message m
      where m.stream = lane.stream and m.key = lane.key and m.plant = lane.plant and m.home = lane.home
        and m.message_id >= before
    )
$$;
