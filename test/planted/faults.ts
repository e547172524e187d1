/** A fault planted by hand: one text of one file replaced by another. */
export interface PlantedFault {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** What has to catch it. */
  readonly rung: Rung
}

/** An invariant the simulation watches, or the file of a suite. */
export type Rung = { readonly simulation: string } | { readonly project: 'unit' | 'pg'; readonly test: string }

const database = 'test/simulation/database'

/** Faults a hub like this can have. `npm run planted-faults` shows that each is caught, and by what. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'an unanswered call is repeated as if nothing had happened',
    file: 'src/engine/outbox/sender.ts',
    from: "result instanceof Unavailable && !effect.inDoubt ? 'planned' : 'in-doubt'",
    to: "effect.attempt > 0 ? 'planned' : 'in-doubt'",
    rung: { simulation: 'I8' },
  },
  {
    name: 'an answer to another request is believed',
    file: 'src/model/ports/port.ts',
    from: 'answers.length === asked.length && answers.every(({ key }, nth) => key === asked[nth]!.key)',
    to: 'answers.length >= 0 || asked.length > 0',
    rung: { simulation: 'I8' },
  },
  {
    name: 'what was in doubt is called planned after one certain failure',
    file: 'src/engine/outbox/sender.ts',
    from: 'result instanceof Unavailable && !effect.inDoubt',
    to: 'result instanceof Unavailable',
    rung: { simulation: 'I8' },
  },
  {
    name: 'a refusal is final although an earlier try may still be booked',
    file: 'src/engine/outbox/sender.ts',
    from: 'effect.inDoubt ? connection.lingers + LEASE - doubts.knownFor(effect) : 0',
    to: '0 * effect.attempt',
    rung: { simulation: 'I8' },
  },
  {
    name: 'what a failed turn gives back is taken from whoever has it by now',
    file: 'src/engine/sql/give-back-lanes.sql',
    from: 'using (lane_id, epoch)',
    to: 'using (lane_id)',
    rung: { project: 'pg', test: 'test/contracts/store.pg.test.ts' },
  },
  {
    name: 'a system with something to send is never called',
    file: 'src/engine/sql/find-systems-to-send.sql',
    from: 'and ready_at <= clock_timestamp()',
    to: 'and ready_at > clock_timestamp()',
    rung: { project: 'pg', test: 'test/contracts/store.pg.test.ts' },
  },
  {
    name: 'a clock that was put back leaves behind what waits',
    file: 'src/engine/postgres/database-clock.ts',
    from: 'if (back <= 0) return 0',
    to: 'if (back < 1e12) return 0',
    rung: { project: 'pg', test: 'src/engine/postgres/database-clock.pg.test.ts' },
  },
  {
    name: 'a server that a promotion left behind is gone back to',
    file: 'src/engine/postgres/primary.ts',
    from: 'timeline >= known.timeline',
    to: 'timeline >= 0',
    rung: { project: 'unit', test: 'src/engine/postgres/primary.test.ts' },
  },
  {
    name: 'a standby that nothing waits for is taken',
    file: 'src/engine/postgres/durability.ts',
    from: 'standbys.length > 0 && waitsForNobody && !failoverMayLose',
    to: 'standbys.length < 0 && waitsForNobody && !failoverMayLose',
    rung: { project: 'unit', test: 'src/engine/postgres/durability.test.ts' },
  },
  {
    name: 'a frozen sender sends when it wakes',
    file: 'src/engine/outbox/sender.ts',
    from: 'if (sinceClaim() > LEASE)',
    to: 'if (sinceClaim() < 0)',
    rung: { simulation: 'I6' },
  },
  {
    name: 'the answers of a refusal are not told to the flow',
    file: 'src/engine/outbox/sender.ts',
    from: "answer.state === 'refused' || effect.answers",
    to: 'effect.answers && answer.state !== "refused"',
    rung: { simulation: 'I9' },
  },
  {
    name: 'acknowledged although the commit failed',
    file: 'src/engine/inbox/receive.ts',
    from: 'else for (const rider of riders) rider.reject(error)',
    to: "else for (const rider of riders) rider.resolve(rider.messages.map(({ messageId }) => ({ kind: 'accepted', messageId })))",
    rung: { simulation: 'I1' },
  },
  {
    name: 'the effect key holds more than what makes the effect this one',
    file: 'src/engine/runs/consequences.ts',
    from: 'effectKey: effectKey(message, intention),',
    to: 'effectKey: `${effectKey(message, intention)}${ids()}`,',
    rung: { simulation: 'I3' },
  },
  {
    name: 'a later transition is judged although an earlier one is not over',
    file: 'src/engine/runs/lane-work.ts',
    from: "work.message.nature === 'movement' || !this.#held",
    to: 'work.seq > 0',
    rung: { simulation: 'I4' },
  },
  {
    name: 'a refused message opens no exception',
    file: 'src/engine/runs/lane-work.ts',
    from: 'if (trouble && !isPaper) this.#exceptions.push(exceptionFrom(flow.name, message, trouble, parts))',
    to: 'void trouble',
    rung: { simulation: 'I9' },
  },
  {
    name: 'what was judged leaves no audit row',
    file: 'src/engine/lanes/worker.ts',
    from: 'work.commit(auditOf(parts, work))',
    to: 'work.commit(auditOf(parts, work).slice(1))',
    rung: { simulation: 'I10' },
  },
  {
    name: 'the heartbeat renews what a failed turn held, and nobody gives it back',
    file: 'src/engine/leases.ts',
    from: `for (const lease of leases) held.delete(lease)
        if (!isDone) this.#left`,
    to: `if (isDone) for (const lease of leases) held.delete(lease)
        if (isDone && leases.length === 0) this.#left`,
    rung: { simulation: 'I11' },
  },
  {
    name: 'the fence is not checked',
    file: `${database}/turns.ts`,
    from: 'turn?.epoch === epoch && turn.owner !== null',
    to: 'turn !== undefined && epoch > 0',
    rung: { simulation: 'I3' },
  },
  {
    name: 'seen is not asked',
    file: `${database}/accept.ts`,
    from: 'const known = tables.seen.get(name)',
    to: "const known = tables.seen.get(name + ' never')",
    rung: { simulation: 'I2' },
  },
  {
    name: 'effects are not marked sent before they are sent',
    file: `${database}/effects.ts`,
    from: "Object.assign(row, { state: 'sent', attempts",
    to: 'Object.assign(row, { state: row.state, attempts',
    rung: { simulation: 'I7' },
  },
  {
    name: 'an effect that is not due is overtaken',
    file: `${database}/effects.ts`,
    from: 'return open.slice(0, holding < 0 ? claim.effects : holding).map',
    to: 'return open.filter((row, at) => at < holding || row.readyAt <= now).map',
    rung: { simulation: 'I5' },
  },
  {
    name: 'a lane let go forgets what is behind its stopped transition',
    file: `${database}/lanes.ts`,
    from: "const coming = queue.filter((row) => row.message.nature === 'movement' || row === first)",
    to: 'const coming = first ? [first] : queue',
    rung: { simulation: 'I11' },
  },
  {
    name: 'two events of one system are one effect',
    file: 'src/engine/runs/effect-key.ts',
    from: '      event.id,',
    to: '',
    rung: { simulation: 'I9' },
  },
  {
    name: 'work that nobody announced is never looked for',
    file: 'src/kernel/loop.ts',
    from: 'clock.after(atMost, over)',
    to: 'clock.after(1e9, over)',
    rung: { simulation: 'I11' },
  },
  {
    name: 'whether an event is known is asked first and relied on afterwards',
    file: 'src/engine/sql/accept.sql',
    from: 'where not exists (select from known)\n),\ntaken as',
    to: 'where not exists (select from known)\n  on conflict do nothing\n),\ntaken as',
    rung: { project: 'pg', test: 'test/engine/accept.pg.test.ts' },
  },
  {
    name: 'a lane is taken from its living owner',
    file: 'src/engine/sql/claim-lanes.sql',
    // At both places that look for one: for the most urgent, and for those as urgent.
    from: `    and (lease_until is null or lease_until < clock_timestamp())
    and home = $5
    and deaths + coalesce((owner <> $1)::int, 0) < 2
  order by urgency, ready_at
  limit 1
  for update skip locked
),
chosen as (
  select lane_id from lane
  where ready_at <= clock_timestamp()
    and urgency = (select urgency from first)
    and (lease_until is null or lease_until < clock_timestamp())`,
    to: `    and (lease_until is null or lease_until < clock_timestamp() + interval '1 hour')
    and home = $5
    and deaths + coalesce((owner <> $1)::int, 0) < 2
  order by urgency, ready_at
  limit 1
  for update skip locked
),
chosen as (
  select lane_id from lane
  where ready_at <= clock_timestamp()
    and urgency = (select urgency from first)
    and (lease_until is null or lease_until < clock_timestamp() + interval '1 hour')`,
    rung: { project: 'pg', test: 'test/contracts/store.pg.test.ts' },
  },
  {
    name: 'PostgreSQL is not asked whether the fence has moved',
    file: 'src/engine/sql/hold-fence.sql',
    from: 'as held (lane_id, epoch) using (lane_id, epoch)',
    to: 'as held (lane_id, held) using (lane_id)',
    rung: { project: 'pg', test: 'test/contracts/store.pg.test.ts' },
  },
  {
    name: 'a database that acknowledges what a power cut takes is good enough',
    file: 'src/engine/postgres/durability.ts',
    from: "synchronous_commit: ['on',",
    to: "synchronous_commit: ['on', 'off', 'local',",
    rung: { project: 'pg', test: 'src/engine/postgres/durability.pg.test.ts' },
  },
  {
    name: 'each process seals an audit log of its own',
    file: 'src/governance/sealing/seal.ts',
    from: 'last?.size,\n',
    to: 'known?.size,\n',
    rung: { project: 'pg', test: 'test/governance/audit-seal.pg.test.ts' },
  },
  {
    name: 'a replay of one plant takes up what stopped in another',
    file: 'src/replay/sql/find-stopped.sql',
    from: 'e.home = $1 and e.plant = $2 and',
    to: 'e.home = $1 and $2::text is not null and',
    rung: { project: 'pg', test: 'src/api/replays/replays.pg.test.ts' },
  },
  {
    name: 'a signature of last year opens the door',
    file: 'src/kernel/webhooks.ts',
    from: 'if (age > WEBHOOK_TOLERANCE)',
    to: 'if (age > 1000 * WEBHOOK_TOLERANCE)',
    rung: { project: 'unit', test: 'src/kernel/webhooks.test.ts' },
  },
  {
    name: 'the label of a lot is believed, whatever its owner says',
    file: 'src/flows/material-issue/judge-lot.ts',
    from: '(!issue.expires || isAfter(issue.expires, known.expires))',
    to: '!issue.expires',
    rung: { project: 'unit', test: 'src/flows/material-issue/judge-lot.test.ts' },
  },
  {
    name: 'a name is judged, and what it is called the next time is called',
    file: 'src/connectors/webhook/index.ts',
    from: 'failureFrom: noticeFailure(hostname), lookup: guard.lookup })',
    to: 'failureFrom: noticeFailure(hostname) })',
    rung: { project: 'pg', test: 'test/hostile/packets.pg.test.ts' },
  },
  {
    name: 'a name said twice in an object is believed',
    file: 'src/api/door/scan-json.ts',
    from: 'if (!names.add(name)) return trapped',
    to: 'if (!names.add(name) && name.length > 1000) return trapped',
    rung: { project: 'unit', test: 'test/hostile/parsers/parsers.test.ts' },
  },
  {
    name: 'a signature is believed when it has the right length',
    file: 'src/kernel/webhooks.ts',
    from: 'signature.length === right.length && timingSafeEqual(signature, right)',
    to: 'signature.length === right.length || timingSafeEqual(signature, right)',
    rung: { project: 'unit', test: 'test/hostile/parsers/parsers.test.ts' },
  },
  {
    name: 'nobody is woken for what an answer has told',
    file: 'src/engine/engine.ts',
    from: 'if (toJudge) wakeWorkers()',
    to: 'if (toJudge && toSend) wakeWorkers()',
    rung: { project: 'unit', test: 'test/engine/woken.test.ts' },
  },
  {
    name: 'who commits runs does not hear that more of the lane is ready',
    file: 'src/engine/sql/release-lanes.sql',
    from: 'returning lane.ready_at <= clock_timestamp() as is_ready',
    to: 'returning lane.ready_at < lane.ready_at as is_ready',
    rung: { project: 'pg', test: 'test/contracts/store.pg.test.ts' },
  },
  {
    name: 'a hub starts beside a change of the schema that leaves no room for it',
    file: 'src/engine/postgres/migrations.ts',
    from: 'pending.length === 0 && unknown.every(({ besideOlder }) => besideOlder)',
    to: 'pending.length === 0 && unknown.some(({ besideOlder }) => besideOlder !== undefined)',
    rung: { project: 'unit', test: 'src/engine/postgres/migrations.test.ts' },
  },
]
