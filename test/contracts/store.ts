import { expect, test } from 'vitest'
import type { Json } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import { seconds } from '#kernel/time'
import type {
  ClaimedConflict,
  ClaimedLane,
  EffectClaim,
  LaneClaim,
  LaneCommit,
  NewIntent,
  NewMessage,
  RunRecord,
} from '../../src/engine/store.ts'
import { answer, makers, type StoreBench } from './store-bench.ts'

const LEASE = seconds(70)
const A_WHILE = seconds(100)
const closed = { progress: 'closed' } as const
const until = '2026-11-23T00:00:00.000Z'
const waits = { LATE: '2026-11-22T00:00:00.000Z', GONE: until }
const waiting = { progress: 'waiting', again: seconds(140), until, what: 'x', waits } as const

/** What every keeper of the `Store` promises; run against PostgreSQL and against the simulated database. */
export function storeContract(open: () => Promise<StoreBench>): void {
  let count = 0

  /** A bench with words for what the cases do. */
  async function world() {
    const bench = await open()
    const { store } = bench
    const make = makers(`case-${++count}-${Math.floor(performance.timeOrigin)}`)
    const claim = (over: Partial<LaneClaim> = {}) =>
      store.claimLanes({
        owner: 'one',
        urgencies: ['critical', 'bulk'],
        lanes: 99,
        messagesPerLane: 99,
        messages: 9999,
        lease: LEASE,
        ...over,
      })
    const claimEffects = (over: Partial<EffectClaim> = {}) =>
      store.claimEffects({
        owner: 'one',
        system: 'erp',
        urgencies: ['critical', 'bulk'],
        effects: 99,
        lease: LEASE,
        ...over,
      })
    const commit = (lane: ClaimedLane, over: Partial<LaneCommit> = {}) =>
      store.commitRuns('one', [make.lane(lane, over)])
    const settle = (
      conflict: ClaimedConflict,
      state: Parameters<typeof answer>[1],
      again = 0,
      over: Parameters<typeof make.conflict>[2] = {},
    ) =>
      store.commitAnswers('one', [
        make.conflict(
          conflict,
          conflict.effects.map(({ intentId }) => answer(intentId, state, again)),
          over,
        ),
      ])
    /** Accepts a message whose judgement plans these effects. */
    const planned = async (...intents: readonly (readonly [key: string, over?: Partial<NewIntent>])[]) => {
      const message = make.message(`for-${intents[0]![0]}`, { nature: 'movement' })
      await store.accept([message])
      const [lane] = await claim()
      await commit(lane!, {
        runs: [make.run(lane!.work[0]!, closed)],
        intents: intents.map(([key, over]) => make.intent(key, message.messageId, over)),
      })
      return message
    }
    const accept = (...messages: readonly NewMessage[]) => store.accept(messages)
    return { ...bench, make, claim, claimEffects, commit, settle, planned, accept }
  }

  const idsOf = (lanes: readonly ClaimedLane[]) => lanes.flatMap(({ work }) => work.map(({ message }) => message.id))
  const keysOf = (conflicts: readonly ClaimedConflict[]) =>
    conflicts.flatMap(({ effects }) => effects.map(({ effectKey }) => effectKey.split('.')[1]!))

  test('I2: a message is written down once; the same name is a duplicate, with other content a conflict', async () => {
    const { accept, make, look } = await world()
    const first = make.message('e1')
    const again = make.message('e1')
    const other = make.message('e1', { body: { other: true } })
    expect(await accept(first, again)).toEqual([
      { kind: 'accepted', messageId: first.messageId },
      { kind: 'duplicate', messageId: first.messageId },
    ])
    expect(await accept(other, again, make.message('e2'))).toMatchObject([
      { kind: 'conflict', messageId: first.messageId },
      { kind: 'duplicate', messageId: first.messageId },
      { kind: 'accepted' },
    ])
    const { messages, duplicates } = await look()
    expect(messages.map(({ id }) => id)).toEqual(['e1', 'e2'])
    expect(duplicates).toBe(3)
  })

  test('I2: what came in one record is accepted whole, or nothing of it', async () => {
    const { accept, make, look } = await world()
    const line = (id: string, wire: string, body: Json = { id }) => make.message(id, { wire, body })
    expect(await accept(line('r/1', 'one'), line('r/2', 'one'))).toMatchObject([
      { kind: 'accepted' },
      { kind: 'accepted' },
    ])
    await expect(accept(line('r/2', 'two', 'other'), line('r/3', 'two'))).rejects.toMatchObject({
      code: 'DUPLICATE_CONFLICT',
      message: expect.stringContaining('Event r/2 was accepted before'),
    })
    await expect(accept(line('s', 'three'), line('s', 'three', 'other'))).rejects.toThrow(Refused)
    expect(await accept(line('r/1', 'four'), line('r/4', 'four'))).toMatchObject([
      { kind: 'duplicate' },
      { kind: 'accepted' },
    ])
    expect(await accept(line('r/1', 'five', 'other'))).toMatchObject([{ kind: 'conflict' }])
    expect((await look()).messages.map(({ id }) => id)).toEqual(['r/1', 'r/2', 'r/4'])
  })

  test('I14: what a run tells is accepted with it, whole; where it contradicts an earlier event, nothing is', async () => {
    const { accept, make, claim, commit, pass, look } = await world()
    await accept(make.message('known'), make.message('e1'))
    const [lane] = await claim()
    const [, asked] = lane!.work
    const runs = [make.run(asked!, closed)]
    const told = (...messages: readonly NewMessage[]) => commit(lane!, { runs, messages })
    await expect(told(make.message('t1'), make.message('known', { body: 'other' }))).rejects.toThrow(Refused)
    expect(await look()).toMatchObject({ runs: 0, messages: [{ id: 'known' }, { id: 'e1', progress: 'received' }] })
    expect(await told(make.message('t1'), make.message('known'))).toMatchObject({ lost: [] })
    await pass(A_WHILE)
    const [again] = await claim()
    expect(again!.work.map(({ message }) => message.id)).toEqual(['known', 't1'])
    expect(await look()).toMatchObject({ runs: 1 })
  })

  test('I4: a lane is worked on in the order of acceptance', async () => {
    const { accept, make, claim } = await world()
    await accept(make.message('e1'), make.message('x', { key: 'b' }), make.message('e2', { nature: 'movement' }))
    await accept(make.message('e3'))
    const lanes = await claim()
    expect(lanes.map((lane) => idsOf([lane]).join(' ')).sort()).toEqual(['e1 e2 e3', 'x'])
    expect(lanes.find(({ work }) => work.length === 3)!.work.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('I6: a lane has one owner until its lease is over; then the former one commits nothing', async () => {
    const { accept, make, claim, commit, pass, look } = await world()
    await accept(make.message('e1'))
    const [former] = await claim()
    expect(await claim({ owner: 'two' })).toEqual([])
    await pass(A_WHILE)
    const [taken] = await claim({ owner: 'two' })
    expect(taken!.epoch).toBeGreaterThan(former!.epoch)
    expect(await commit(former!, { runs: [make.run(former!.work[0]!, closed)] })).toMatchObject({
      lost: [former!.laneId],
    })
    expect(await look()).toMatchObject({ messages: [{ progress: 'received', attempts: 0 }], runs: 0, audit: 0 })
    expect(await commit(taken!, { runs: [make.run(taken!.work[0]!, closed)] })).toMatchObject({ lost: [] })
    expect(await look()).toMatchObject({ messages: [{ progress: 'closed' }], runs: 1, audit: 1 })
    expect(await commit(taken!, { runs: [make.run(taken!.work[0]!, closed)] })).toMatchObject({ lost: [taken!.laneId] })
  })

  test('I6: a lease that is renewed goes on; one let go or taken over is left alone', async () => {
    const { accept, make, claim, commit, pass, store } = await world()
    await accept(make.message('e1'))
    const [lane] = await claim()
    const held = { lanes: [{ id: lane!.laneId, epoch: lane!.epoch }], conflicts: [] }
    await pass(seconds(50))
    await store.renewLeases(held, LEASE)
    await pass(seconds(50))
    expect(await claim({ owner: 'two' })).toEqual([])
    await pass(seconds(50))
    const [taken] = await claim({ owner: 'two' })
    await store.renewLeases(held, seconds(1000))
    await pass(A_WHILE)
    const [again] = await claim({ owner: 'two' })
    expect(again!.epoch).toBe(taken!.epoch + 1)
    await commit(again!)
    await store.renewLeases({ lanes: [{ id: again!.laneId, epoch: again!.epoch }], conflicts: [] }, seconds(1000))
    expect(idsOf(await claim({ owner: 'four' }))).toEqual(['e1'])
  })

  test('I6: what a failed turn gives back is as ready as before, nobody died, and its late commit writes nothing', async () => {
    const { accept, make, claim, commit, look, store } = await world()
    await accept(make.message('e1'))
    for (const owner of ['one', 'two', 'three']) {
      const [lane] = await claim({ owner })
      const held = { lanes: [{ id: lane!.laneId, epoch: lane!.epoch }], conflicts: [] }
      await store.giveBack(held)
      expect(await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)] })).toMatchObject({ lost: [lane!.laneId] })
      const [next] = await claim({ owner: 'next' })
      await store.giveBack(held)
      expect(await claim({ owner })).toEqual([])
      await store.giveBack({ lanes: [{ id: next!.laneId, epoch: next!.epoch }], conflicts: [] })
    }
    expect(await look()).toMatchObject({ messages: [{ progress: 'received', attempts: 0 }], runs: 0 })
    expect(idsOf(await claim())).toEqual(['e1'])
  })

  test('I13: what was in the hands of two that died is taken alone, and it is counted whom it killed', async () => {
    const { accept, make, claim, commit, pass } = await world()
    const [killer, next, other] = [make.message('e1'), make.message('e2'), make.message('x', { key: 'b' })]
    await accept(killer, next)
    for (const owner of ['one', 'two']) {
      expect(await claim({ owner, alone: true })).toEqual([])
      expect(idsOf(await claim({ owner }))).toEqual(['e1', 'e2'])
      await pass(A_WHILE)
    }
    await accept(other)
    const [beside] = await claim({ owner: 'three' })
    expect(idsOf([beside!])).toEqual(['x'])
    await commit(beside!, { runs: [make.run(beside!.work[0]!, closed)] })
    for (const killed of [undefined, 1, 2]) {
      const [lane] = await claim({ owner: `alone-${killed}`, alone: true })
      expect([idsOf([lane!]), lane!.killed]).toEqual([['e1'], killed])
      await pass(A_WHILE)
    }
    // Who takes up again what he held himself has not died of it.
    const [lane] = await claim({ owner: 'alone-2', alone: true })
    expect(lane!.killed).toBe(2)
    await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)] })

    // The rest of the lane stays alone until it is over, and is suspected of nothing.
    expect(await claim({ owner: 'four' })).toEqual([])
    const [rest] = await claim({ owner: 'four', alone: true })
    expect([idsOf([rest!]), rest!.killed]).toEqual([['e2'], undefined])
    await commit(rest!, { runs: [make.run(rest!.work[0]!, closed)] })
    await accept(make.message('e3'))
    expect(idsOf(await claim({ owner: 'five' }))).toEqual(['e3'])
  })

  test('I4: a transition that is not over holds the later ones, and no movement', async () => {
    const { accept, make, claim, commit, pass } = await world()
    await accept(make.message('t1'), make.message('m1', { nature: 'movement' }), make.message('t2'))
    for (const becomes of [{ progress: 'stopped' }, { progress: 'asking' }] as const) {
      const bench = await world()
      await bench.accept(bench.make.message('t1'), bench.make.message('t2'))
      const [lane] = await bench.claim()
      await bench.commit(lane!, { runs: [bench.make.run(lane!.work[0]!, becomes)] })
      await bench.accept(bench.make.message('m2', { nature: 'movement' }))
      expect(idsOf(await bench.claim())).toEqual(['m2'])
    }
    const [lane] = await claim()
    expect(idsOf([lane!])).toEqual(['t1', 'm1', 't2'])
    await commit(lane!, { runs: [make.run(lane!.work[0]!, { progress: 'received', again: seconds(150) })] })
    const [next] = await claim()
    expect(idsOf([next!])).toEqual(['m1'])
    await commit(next!, { runs: [make.run(next!.work[0]!, closed)] })
    expect(await claim()).toEqual([])
    await pass(seconds(200))
    expect(idsOf(await claim())).toEqual(['t1', 't2'])
  })

  test('I11: what waits is judged again when its case moves, when its effect is answered, and after a while', async () => {
    const { accept, make, claim, commit, pass, planned, claimEffects, settle } = await world()
    await planned(['k1'])
    const wait = async (over: Partial<LaneCommit> = {}) => {
      const [lane] = await claim()
      expect(idsOf([lane!])).toEqual(['w'])
      expect(lane!.work[0]!.waits).toEqual(lane!.work[0]!.attempts === 0 ? undefined : waits)
      await commit(lane!, { runs: [make.run(lane!.work[0]!, waiting)], ...over })
    }
    await accept(make.message('w'))
    await wait()
    expect(await claim()).toEqual([])
    await pass(seconds(200))
    await wait({ wakesWaiting: true })
    await wait()
    const [conflict] = await claimEffects()
    await settle(conflict!, 'confirmed')
    await wait()
    expect(await claim()).toEqual([])
  })

  test('I11: what could not be judged comes again after its while, as it was', async () => {
    const { accept, make, claim, commit, pass, look } = await world()
    const message = make.message('d')
    await accept(message)
    const [lane] = await claim()
    const deferred = [{ messageId: message.messageId, again: seconds(140), because: 'nobody there' }]
    await commit(lane!, { deferred })
    expect(await look()).toMatchObject({ messages: [{ progress: 'received', attempts: 0 }], runs: 0 })
    await pass(A_WHILE)
    expect(await claim()).toEqual([])
    await pass(A_WHILE)
    expect(idsOf(await claim())).toEqual(['d'])
  })

  test('I11: a reminder is judged after its while, and once', async () => {
    const { accept, make, claim, commit, pass } = await world()
    await accept(make.message('e1'))
    const [lane] = await claim()
    const reminder = () => make.message('later', { nature: 'movement', after: seconds(140) })
    await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)], messages: [reminder(), reminder()] })
    expect(await claim()).toEqual([])
    await pass(seconds(200))
    const [due] = await claim()
    expect(idsOf([due!])).toEqual(['later'])
    await commit(due!, { runs: [make.run(due!.work[0]!, closed)], messages: [reminder()] })
    await pass(seconds(200))
    expect(await claim()).toEqual([])
  })

  test('I11: a system is told to have something to send as long as that is due and nobody holds it', async () => {
    const { planned, claimEffects, settle, pass, store } = await world()
    const toSend = () => store.systemsToSend(['another', 'erp'])
    expect(await toSend()).toEqual([])
    await planned(['k1'])
    expect(await toSend()).toEqual([{ system: 'erp', urgency: 'bulk' }])
    expect(await store.systemsToSend(['another'])).toEqual([])
    await claimEffects()
    expect(await toSend()).toEqual([])
    await pass(A_WHILE)
    expect(await toSend()).toEqual([{ system: 'erp', urgency: 'bulk' }])
    const [conflict] = await claimEffects()
    await settle(conflict!, 'in-doubt', seconds(140))
    expect(await toSend()).toEqual([])
    await pass(seconds(200))
    expect(await toSend()).toEqual([{ system: 'erp', urgency: 'bulk' }])
    const [again] = await claimEffects()
    await settle(again!, 'confirmed')
    expect(await toSend()).toEqual([])
  })

  test('I11: of what is to be sent to a system the most urgent is told', async () => {
    const { planned, claimEffects, settle, store } = await world()
    await planned(['k1', { conflict: 'x', urgency: 'bulk' }], ['k2', { conflict: 'y', urgency: 'critical' }])
    expect(await store.systemsToSend(['erp'])).toEqual([{ system: 'erp', urgency: 'critical' }])
    const [urgent] = await claimEffects()
    await settle(urgent!, 'confirmed')
    expect(await store.systemsToSend(['erp'])).toEqual([{ system: 'erp', urgency: 'bulk' }])
  })

  test('I11: whoever commits runs is told whether that leaves something to judge now', async () => {
    const { accept, make, claim, commit, pass } = await world()
    const run = (lane: ClaimedLane, becomes: RunRecord['becomes'] = closed) => ({
      runs: [make.run(lane.work[0]!, becomes)],
    })
    await accept(make.message('e1'), make.message('e2'))
    const [first] = await claim({ messagesPerLane: 1 })
    expect(await commit(first!, run(first!))).toEqual({ lost: [], toJudge: true })
    const [second] = await claim({ messagesPerLane: 1 })
    expect(await commit(second!, run(second!))).toEqual({ lost: [], toJudge: false })
    await accept(make.message('e3'))
    const [third] = await claim()
    const again = { progress: 'received', again: seconds(140) } as const
    expect(await commit(third!, run(third!, again))).toEqual({ lost: [], toJudge: false })
    await pass(seconds(200))
    const [due] = await claim()
    const later = make.message('later', { key: 'b', after: seconds(140) })
    expect(await commit(due!, { ...run(due!), messages: [later] })).toEqual({ lost: [], toJudge: false })
    await accept(make.message('e4'))
    const [last] = await claim()
    const elsewhere = make.message('now', { key: 'c' })
    expect(await commit(last!, { ...run(last!), messages: [elsewhere] })).toEqual({ lost: [], toJudge: true })
  })

  test('I11: whoever commits answers is told whether that leaves something to send or to judge now', async () => {
    const { planned, claimEffects, settle, pass, make, accept, claim, commit } = await world()
    await planned(['k1'])
    const [only] = await claimEffects()
    expect(await settle(only!, 'confirmed')).toEqual({ lost: [], toJudge: false, toSend: false })
    await planned(['k2'], ['k3'])
    const [first] = await claimEffects({ effects: 1 })
    expect(await settle(first!, 'confirmed')).toEqual({ lost: [], toJudge: false, toSend: true })
    const [second] = await claimEffects()
    expect(await settle(second!, 'planned', seconds(140))).toEqual({ lost: [], toJudge: false, toSend: false })
    await pass(seconds(200))
    await accept(make.message('w', { nature: 'movement' }))
    const [lane] = await claim()
    await commit(lane!, { runs: [make.run(lane!.work[0]!, waiting)] })
    const [third] = await claimEffects()
    expect(await settle(third!, 'confirmed')).toEqual({ lost: [], toJudge: true, toSend: false })
    await planned(['k4'])
    const [fourth] = await claimEffects()
    const messages = [make.message('told', { nature: 'movement' })]
    expect(await settle(fourth!, 'confirmed', 0, { messages })).toEqual({ lost: [], toJudge: true, toSend: false })
  })

  test('I7: effects are marked sent as they are claimed, in planned order, up to the first that is not due', async () => {
    const { planned, claimEffects, make, store, look, pass } = await world()
    await planned(['k1'], ['k2'], ['k3'])
    const [conflict] = await claimEffects()
    expect(keysOf([conflict!])).toEqual(['k1', 'k2', 'k3'])
    expect(conflict!.effects.map(({ inDoubt, attempt }) => [inDoubt, attempt])).toEqual([
      [false, 1],
      [false, 1],
      [false, 1],
    ])
    expect((await look()).effects.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
    const [e1, e2, e3] = conflict!.effects.map(({ intentId }) => intentId)
    await store.commitAnswers('one', [
      make.conflict(conflict!, [
        answer(e1!, 'confirmed'),
        answer(e2!, 'planned', seconds(140)),
        answer(e3!, 'planned', 0),
      ]),
    ])
    expect((await look()).effects.map(({ state }) => state)).toEqual(['confirmed', 'planned', 'planned'])
    expect(await claimEffects()).toEqual([])
    await pass(seconds(200))
    expect(keysOf(await claimEffects())).toEqual(['k2', 'k3'])
  })

  test('I8: what was sent by somebody who is gone is in doubt, and stays so until it is answered', async () => {
    const { planned, claimEffects, settle, pass, look } = await world()
    await planned(['k1'])
    const [former] = await claimEffects()
    expect(await claimEffects({ owner: 'two' })).toEqual([])
    await pass(A_WHILE)
    const [taken] = await claimEffects({ owner: 'two' })
    expect(taken!.effects).toMatchObject([{ inDoubt: true, attempt: 2 }])
    expect(taken!.effects[0]!.doubtedAt).toBeDefined()
    expect(await settle(former!, 'confirmed')).toMatchObject({ lost: [former!.conflictId] })
    expect((await look()).effects).toMatchObject([{ state: 'sent' }])
    expect(await settle(taken!, 'in-doubt', seconds(70))).toMatchObject({ lost: [] })
    await pass(A_WHILE)
    const [third] = await claimEffects()
    expect(third!.effects).toMatchObject([{ inDoubt: true, attempt: 3 }])
    expect(third!.effects[0]!.doubtedAt).toBeDefined()
    await settle(third!, 'confirmed')
    expect((await look()).effects).toMatchObject([{ state: 'confirmed', attempts: 3 }])
    expect(await claimEffects()).toEqual([])
  })

  test('I3: a known effect key stays what it is, unless it was refused', async () => {
    const { planned, claimEffects, settle, look, make, accept, claim, commit } = await world()
    const again = async (...keys: readonly string[]) => {
      const message = make.message(`again-${keys.join()}-${Math.random()}`, { nature: 'movement' })
      await accept(message)
      const [lane] = await claim()
      await commit(lane!, {
        runs: [make.run(lane!.work[0]!, closed)],
        intents: keys.map((key) => make.intent(key, message.messageId)),
      })
    }
    await planned(['k1'], ['k2', { conflict: 'other' }])
    await again('k1')
    const conflicts = await claimEffects()
    expect(keysOf(conflicts).sort()).toEqual(['k1', 'k2'])
    await again('k1')
    expect((await look()).effects.map(({ state }) => state)).toEqual(['sent', 'sent'])
    const [line, other] = [
      conflicts.find((one) => keysOf([one])[0] === 'k1')!,
      conflicts.find((one) => keysOf([one])[0] === 'k2')!,
    ]
    await settle(line, 'refused')
    await settle(other, 'confirmed')
    await again('k1', 'k2')
    expect((await look()).effects).toMatchObject([
      { key: 'k1', state: 'planned', attempts: 1 },
      { key: 'k2', state: 'confirmed', attempts: 1 },
    ])
    const [retried] = await claimEffects()
    expect(retried!.effects).toMatchObject([{ inDoubt: false, attempt: 2 }])
  })

  test('I3: an effect that stands in its system already is confirmed and never sent, also one refused before', async () => {
    const { planned, claimEffects, settle, look, make, accept, claim, commit } = await world()
    const receipt = { known: true, documents: [] }
    await planned(['k1'], ['k2', { conflict: 'other', receipt }])
    const conflicts = await claimEffects()
    expect(keysOf(conflicts)).toEqual(['k1'])
    await settle(
      conflicts.find(({ effects }) => effects.length > 0)!,
      'refused',
    )
    const message = make.message('again', { nature: 'movement' })
    await accept(message)
    const [lane] = await claim()
    await commit(lane!, {
      runs: [make.run(lane!.work[0]!, closed)],
      intents: [make.intent('k1', message.messageId, { receipt })],
    })
    expect(keysOf(await claimEffects())).toEqual([])
    expect((await look()).effects).toMatchObject([
      { key: 'k1', state: 'confirmed', attempts: 1 },
      { key: 'k2', state: 'confirmed', attempts: 0 },
    ])
  })

  test('I3: an effect of a shadow is kept and never sent', async () => {
    const { planned, claimEffects, look } = await world()
    await planned(['k1', { mode: 'shadow' }])
    expect(keysOf(await claimEffects())).toEqual([])
    expect((await look()).effects).toMatchObject([{ state: 'shadowed', attempts: 0 }])
  })

  test('an answer is told to the lane in the same transaction', async () => {
    const { planned, claimEffects, settle, make, claim, look } = await world()
    const message = await planned(['k1'])
    const [conflict] = await claimEffects()
    await settle(conflict!, 'refused', 0, {
      messages: [make.message('told', { nature: 'movement' })],
      exceptions: [make.exception(message.messageId, 'NO')],
    })
    expect(idsOf(await claim())).toEqual(['told'])
    expect((await look()).exceptions).toEqual([{ id: 'for-k1', code: 'NO', isOpen: true }])
  })

  test('the first of each conflict key goes before the second of any', async () => {
    const { planned, claimEffects, settle } = await world()
    await planned(['a1'], ['a2'], ['a3'], ['b1', { conflict: 'b' }], ['c1', { conflict: 'c' }])
    const conflicts = await claimEffects({ effects: 4 })
    expect(keysOf(conflicts).sort()).toEqual(['a1', 'a2', 'b1', 'c1'])
    for (const conflict of conflicts) await settle(conflict, 'confirmed')
    expect(keysOf(await claimEffects())).toEqual(['a3'])
  })

  test('a large call takes a handful of each conflict key, and no more keys than fill it', async () => {
    const { planned, claimEffects } = await world()
    const keys = Array.from({ length: 40 }, (_, nth) => `k${nth}`)
    await planned(...keys.flatMap((key) => [1, 2, 3].map((nth) => [`${key}.${nth}`, { conflict: key }] as const)))
    const conflicts = await claimEffects({ effects: 90 })
    expect(conflicts.map(({ effects }) => effects.length)).toEqual(Array.from({ length: 30 }, () => 3))
  })

  test('critical work is found by those who look for nothing else', async () => {
    const { accept, make, claim, commit, planned, claimEffects } = await world()
    await accept(make.message('b1', { key: 'b' }), make.message('b2', { key: 'b' }))
    expect(await claim({ urgencies: ['critical'] })).toEqual([])
    await accept(make.message('c1', { key: 'c', urgency: 'critical' }))
    const [critical] = await claim({ urgencies: ['critical'] })
    expect(idsOf([critical!])).toEqual(['c1'])
    await commit(critical!, { runs: [make.run(critical!.work[0]!, closed)] })
    const [bulk] = await claim()
    await commit(bulk!, { runs: bulk!.work.map((work) => make.run(work, closed)) })
    await planned(['k1'], ['k2', { conflict: 'c', urgency: 'critical' }])
    expect(keysOf(await claimEffects({ urgencies: ['critical'] }))).toEqual(['k2'])
  })

  test('what is urgent shares neither a turn nor a call with bulk', async () => {
    const { accept, make, claim, planned, claimEffects } = await world()
    await accept(make.message('b1', { key: 'b' }), make.message('c1', { key: 'c', urgency: 'critical' }))
    expect(idsOf(await claim())).toEqual(['c1'])
    expect(idsOf(await claim())).toEqual(['b1'])
    await planned(['k1'], ['k2', { conflict: 'c', urgency: 'critical' }])
    expect(keysOf(await claimEffects())).toEqual(['k2'])
    expect(keysOf(await claimEffects())).toEqual(['k1'])
  })

  test('who waited longest is worked on first', async () => {
    const { accept, make, claim, pass } = await world()
    await accept(make.message('e1', { key: 'z' }))
    await pass(seconds(10))
    await accept(make.message('e2', { key: 'y' }))
    await pass(seconds(10))
    await accept(make.message('e3', { key: 'x', urgency: 'critical' }))
    expect(idsOf(await claim({ lanes: 1 }))).toEqual(['e3'])
    expect(idsOf(await claim({ lanes: 1 }))).toEqual(['e1'])
    expect(idsOf(await claim({ lanes: 1 }))).toEqual(['e2'])
  })

  test('I9: a message that is stopped has one open exception, healed when it goes through', async () => {
    const { accept, make, claim, commit, look } = await world()
    const message = make.message('e1', { nature: 'movement' })
    await accept(message)
    for (const code of ['FIRST', 'SECOND']) {
      const [lane] = await claim()
      await commit(lane!, {
        runs: [make.run(lane!.work[0]!, { progress: 'received', again: 0 })],
        exceptions: [make.exception(message.messageId, code)],
      })
    }
    expect((await look()).exceptions).toEqual([{ id: 'e1', code: 'SECOND', isOpen: true }])
    const [lane] = await claim()
    await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)] })
    expect((await look()).exceptions).toEqual([{ id: 'e1', code: 'SECOND', isOpen: false }])
  })

  test('EXC-16: a trouble that a reminder raised is closed when it is over, and no other', async () => {
    const { accept, make, claim, commit, look } = await world()
    const named = (id: string, name: string) =>
      make.message(id, { nature: 'movement', type: 'hub.reminder.due.v1', body: { flow: 'f', name } })
    const [late, other, stopped] = [named('e1', 'late'), named('e2', 'other'), named('e3', 'late')]
    await accept(late, other, stopped, make.message('e4', { nature: 'movement' }))
    const [lane] = await claim()
    const [first, second, third, fourth] = lane!.work
    await commit(lane!, {
      runs: [
        make.run(first!, closed),
        make.run(second!, closed),
        make.run(third!, { progress: 'stopped' }),
        make.run(fourth!, { progress: 'received', again: 0 }),
      ],
      exceptions: [late, other, stopped].map(({ messageId }) => make.exception(messageId, 'MISSED')),
    })
    const { plant, key: subject } = late
    const over = { plant, subject, code: 'MISSED', reminder: 'late', at: late.receivedAt }
    const [again] = await claim()
    await commit(again!, { runs: [make.run(again!.work[0]!, closed)], settled: [over] })
    expect((await look()).exceptions).toEqual([
      { id: 'e1', code: 'MISSED', isOpen: false },
      { id: 'e2', code: 'MISSED', isOpen: true },
      { id: 'e3', code: 'MISSED', isOpen: true },
    ])
  })

  test('a case is read by whoever takes the lane next', async () => {
    const { accept, make, claim, commit, look } = await world()
    await accept(make.message('e1'), make.message('e2'))
    const [lane] = await claim({ messagesPerLane: 1 })
    expect(lane!.files).toEqual([])
    const file = { plant: 'A', kind: 'production-order', key: 'a', state: 'started', version: 1, data: { n: 1 } }
    await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)], files: [file] })
    const [next] = await claim()
    expect(next!.files).toEqual([file])
    expect(idsOf([next!])).toEqual(['e2'])
    expect((await look()).files).toEqual([{ key: 'a', state: 'started', version: 1 }])
  })

  test('what became of earlier events can be asked', async () => {
    const { planned, accept, make, store } = await world()
    const done = await planned(['k1'])
    const open_ = make.message('open', { key: 'a' })
    const elsewhere = make.message('elsewhere', { key: 'z' })
    await accept(open_, elsewhere)
    const [event, nothing, lane] = await store.readPostings([
      { kind: 'event', plant: 'A', source: done.source, id: done.id },
      { kind: 'event', plant: 'B', source: done.source, id: done.id },
      { kind: 'lane', plant: 'A', stream: 'production-order', key: 'a' },
    ])
    expect(event).toMatchObject([
      {
        id: 'for-k1',
        seq: 1,
        nature: 'movement',
        progress: 'closed',
        effects: [{ operation: 'book', state: 'planned' }],
      },
    ])
    expect(nothing).toEqual([])
    expect(lane!.map(({ id, seq, progress }) => `${id} ${seq} ${progress}`).sort()).toEqual([
      'for-k1 1 closed',
      'open 2 received',
    ])
  })

  test('SYNC-21: what a source numbered before a message is known: how far it had counted, and what came of it', async () => {
    const { accept, make, claim, commit, store } = await world()
    const numbered = (id: string, sequence: string, nature: 'movement' | 'transition', more = {}) =>
      make.message(id, { nature, sequence, ...more })
    const source = '/plants/A/systems/mes'
    await accept(
      numbered('e2', '2', 'transition', { source }),
      numbered('e4', '4', 'movement', { source }),
      numbered('e5', '5', 'transition', { source }),
      numbered('x3', '3', 'movement', { source: '/plants/A/systems/scanner' }),
      numbered('e1', '1', 'movement', { source }),
      numbered('e9', '9', 'movement', { source }),
      numbered('none', 'nine', 'movement', { source }),
      make.message('e0', { source }),
    )
    const [lane] = await claim({ messagesPerLane: 1 })
    await commit(lane!, { runs: [make.run(lane!.work[0]!, closed)] })
    const of = { plant: 'A', stream: 'production-order', source } as const
    const movement = { ...of, key: 'a', nature: 'movement' } as const
    const transition = { ...of, key: 'a', nature: 'transition' } as const
    expect(
      await store.readSequences([
        { ...movement, number: 4, seq: 2 },
        { ...transition, number: 5, seq: 3 },
        { ...movement, number: 9, seq: 6 },
        { ...transition, number: 12, seq: 7 },
        { ...movement, number: 3, seq: 8 },
        { ...movement, key: 'z', number: 3, seq: 1 },
      ]),
    ).toEqual([
      { passed: 2, reached: 2, late: false, numbers: [] },
      { passed: 2, reached: 4, late: false, numbers: [4] },
      { passed: 2, reached: 5, late: false, numbers: [] },
      { passed: 2, reached: 9, late: false, numbers: [4, 5, 9] },
      { passed: 2, reached: 9, late: false, numbers: [] },
      { passed: 0, reached: 0, late: false, numbers: [] },
    ])
  })

  test('I4 SYNC-21: transitions of one source take their turns by its numbers, once one has found lower ones behind it', async () => {
    const { accept, make, claim, commit, pass, store } = await world()
    const source = '/plants/A/systems/line'
    const numbered = (id: string, sequence: string, over = {}) => make.message(id, { sequence, source, ...over })
    await accept(
      numbered('e9', '9'),
      make.message('other'),
      numbered('e8', '8'),
      numbered('m2', '2', { nature: 'movement' }),
    )
    const asked = {
      plant: 'A',
      stream: 'production-order',
      source,
      key: 'a',
      nature: 'transition',
      number: 9,
      seq: 1,
    } as const
    expect(await store.readSequences([asked])).toMatchObject([{ late: true }])
    const [lane] = await claim({ messagesPerLane: 1 })
    const { messageId } = lane!.work[0]!.message
    await accept(numbered('e7', '7'), numbered('e10', '10'))
    await commit(lane!, { deferred: [{ messageId, again: 0, because: 'x' }], yielding: [messageId] })
    await pass(seconds(1))
    const [again] = await claim()
    expect(again!.work.map(({ message, seq }) => `${message.id} ${seq}`)).toEqual([
      ...['e7 5', 'other 2', 'e8 3', 'm2 4', 'e9 1', 'e10 6'],
    ])
    await commit(again!, {
      runs: again!.work
        .filter(({ message }) => ['e7', 'e8'].includes(message.id))
        .map((work) => make.run(work, closed)),
    })
    expect(await store.readSequences([asked])).toMatchObject([{ passed: 8, late: false }])
    const [rest] = await claim()
    expect(idsOf([rest!])).toEqual(['other', 'm2', 'e9', 'e10'])
  })
}
