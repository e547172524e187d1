/** A fault planted by hand: one text of one file replaced by another. */
export interface PlantedFault {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** The invariant that catches it. */
  readonly caughtBy: string
}

const database = 'test/simulation/database'

/** Faults an engine like this can have. `node tools/planted.ts` shows that the simulation catches each. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'an unanswered call is repeated as if nothing had happened',
    file: 'src/engine/outbox/sender.ts',
    from: "result instanceof Unavailable && !effect.inDoubt ? 'planned' : 'in-doubt'",
    to: "effect.attempt > 0 ? 'planned' : 'in-doubt'",
    caughtBy: 'I8',
  },
  {
    name: 'what was in doubt is called planned after one certain failure',
    file: 'src/engine/outbox/sender.ts',
    from: 'result instanceof Unavailable && !effect.inDoubt',
    to: 'result instanceof Unavailable',
    caughtBy: 'I8',
  },
  {
    name: 'a refusal is final although an earlier try may still be booked',
    file: 'src/engine/outbox/sender.ts',
    from: 'effect.inDoubt ? connection.lingers + LEASE - (effect.doubtedFor ?? 0) : 0',
    to: '0 * effect.attempt',
    caughtBy: 'I8',
  },
  {
    name: 'a frozen sender sends when it wakes',
    file: 'src/engine/outbox/sender.ts',
    from: 'if (sinceClaim() > LEASE)',
    to: 'if (sinceClaim() < 0)',
    caughtBy: 'I6',
  },
  {
    name: 'the answers of a refusal are not told to the flow',
    file: 'src/engine/outbox/sender.ts',
    from: "answer.state === 'refused' || effect.answers",
    to: 'effect.answers && answer.state !== "refused"',
    caughtBy: 'I9',
  },
  {
    name: 'acknowledged although the commit failed',
    file: 'src/engine/inbox/receive.ts',
    from: 'else for (const rider of riders) rider.reject(error)',
    to: "else for (const rider of riders) rider.resolve(rider.messages.map(({ messageId }) => ({ kind: 'accepted', messageId })))",
    caughtBy: 'I1',
  },
  {
    name: 'the effect key holds more than what makes the effect this one',
    file: 'src/engine/runs/consequences.ts',
    from: 'effectKey: effectKey(message, intention),',
    to: 'effectKey: `${effectKey(message, intention)}${ids()}`,',
    caughtBy: 'I3',
  },
  {
    name: 'a later transition is judged although an earlier one is not over',
    file: 'src/engine/runs/lane-work.ts',
    from: "work.message.nature === 'movement' || !this.#held",
    to: 'work.seq > 0',
    caughtBy: 'I4',
  },
  {
    name: 'a refused message opens no exception',
    file: 'src/engine/runs/lane-work.ts',
    from: 'if (trouble && !isPaper) this.#exceptions.push(exceptionFrom(flow.name, message, trouble, parts))',
    to: 'void trouble',
    caughtBy: 'I9',
  },
  {
    name: 'what was judged leaves no audit row',
    file: 'src/engine/lanes/worker.ts',
    from: 'work.commit(auditOf(parts, work))',
    to: 'work.commit(auditOf(parts, work).slice(1))',
    caughtBy: 'I10',
  },
  {
    name: 'the heartbeat renews what a failed turn held',
    file: 'src/engine/leases.ts',
    from: 'held.delete(lease)',
    to: 'held.has(lease)',
    caughtBy: 'I11',
  },
  {
    name: 'the fence is not checked',
    file: `${database}/turns.ts`,
    from: 'turn?.epoch === epoch && turn.owner !== null',
    to: 'turn !== undefined && epoch > 0',
    caughtBy: 'I3',
  },
  {
    name: 'seen is not asked',
    file: `${database}/accept.ts`,
    from: 'const known = tables.seen.get(name)',
    to: "const known = tables.seen.get(name + ' never')",
    caughtBy: 'I2',
  },
  {
    name: 'effects are not marked sent before they are sent',
    file: `${database}/effects.ts`,
    from: "Object.assign(row, { state: 'sent', attempts",
    to: 'Object.assign(row, { state: row.state, attempts',
    caughtBy: 'I7',
  },
  {
    name: 'an effect that is not due is overtaken',
    file: `${database}/effects.ts`,
    from: 'return open.slice(0, holding < 0 ? claim.effects : holding).map',
    to: 'return open.filter((row, at) => at < holding || row.readyAt <= now).map',
    caughtBy: 'I5',
  },
  {
    name: 'a lane let go forgets what is behind its stopped transition',
    file: `${database}/lanes.ts`,
    from: "const coming = queue.filter((row) => row.message.nature === 'movement' || row === first)",
    to: 'const coming = first ? [first] : queue',
    caughtBy: 'I11',
  },
]
