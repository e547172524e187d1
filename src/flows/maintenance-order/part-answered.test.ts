import { describe, expect, it } from 'vitest'
import type { EffectAnswered, Outcome } from '#engine'
import { MaintenanceOrder } from '#model/maintenance'
import type { MaintenanceOrderFile, PartMove } from '#model/maintenance-order-case'
import { quantity } from '#model/quantity'
import { answeredPart } from './part-answered.ts'

const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'started', kind: 'corrective-breakdown' },
  ...{ title: 'Replace seal', created: '2026-11-22T05:00:00.000Z', version: '1' },
})
const seals = (value: number) => ({ part: 'SEAL-40', quantity: quantity(value) })
const at = '2026-11-22T05:00:00.000Z'
const move = (event: string, value: number, isBack = false): PartMove => ({
  ...{ event, message: `m-${event}`, ...seals(value), isBack, occurredAt: at, receivedAt: at },
})
/** Four are planned; three were used, then one more, and one came back: one lies ready for it. */
const file: MaintenanceOrderFile = {
  ...{ order, origin: 'live', planned: { at, parts: [seals(4)] }, parts: { 'SEAL-40': quantity(3) } },
  ...{ setAside: [seals(1)], moves: [move('used', 3), move('more', 1), move('back', 1, true)] },
}
const about = { plant: 'A', order: 'cmms.7', label: 'WO000007', part: 'SEAL-40' }
const answers = (
  operation: string,
  more: Partial<EffectAnswered> & { readonly id?: string; readonly moved?: number },
  { known = file as MaintenanceOrderFile | null, ruled = false } = {},
): Outcome<MaintenanceOrderFile> => {
  const { id = 'used', moved, ...over } = more
  const body = { ...about, ...(moved === undefined ? {} : { quantity: quantity(moved) }) }
  const event = { source: '/plants/A/systems/cmms', id, type: 'mfg.maintenance.part.consumed.v1' }
  return answeredPart({
    message: { plant: 'A' },
    body: { operation, effectKey: 'k', state: 'confirmed', body, event, ...over },
    ...{ file: known ? { state: 'started', data: known } : undefined, ruled },
  } as never)
}
const no = { state: 'refused', failure: { code: 'SAID_NO', sentence: 'the period is closed' } } as const
const books = (over: object = {}, documents: readonly object[] = []) => ({
  receipt: {
    documents,
    after: { uom: 'H87', onHand: '9', setAside: '2', wanted: '2', short: '0', surplus: '0', ...over },
  } as never,
})
const short = { onHand: '0', setAside: '0', short: '2' }

describe('WF-09: what the books would not do', () => {
  it('of a part that was used, it is not used: it lies ready again, and the movement says why', () => {
    const { sentence, file: now } = answers('consume', { ...no, id: 'more', moved: 1 })
    expect(sentence).toBe('The ERP would not: the period is closed')
    expect(now!.data.parts).toEqual({ 'SEAL-40': quantity(2) })
    expect(now!.data.setAside).toEqual([seals(2)])
    expect(now!.data.moves!.map(({ refused }) => refused)).toEqual([undefined, 'the period is closed', undefined])
  })

  it('of a part that came back, it is used all the same, and none lies ready any more', () => {
    const { file: now } = answers('giveBack', { ...no, id: 'back', moved: 1 })
    expect(now!.data.parts).toEqual({ 'SEAL-40': quantity(4) })
    expect(now!.data.setAside).toEqual([seals(0)])
    expect(now!.data.moves!.map(({ refused }) => refused)).toEqual([undefined, undefined, 'the period is closed'])
  })

  it('of a part that was to lie ready, its place says so, until it lies there', () => {
    const { file: now } = answers('reserve', { ...no, moved: 1 })
    expect(now!.data).toEqual({ ...file, setAside: [{ ...seals(1), refused: 'the period is closed' }] })
    const later = answers('reserve', { moved: 1, ...books({ setAside: '1' }) }, { known: now!.data })
    expect(later.file!.data.setAside).toEqual([{ ...seals(1), lies: quantity(1) }])
  })

  it('of anything else changes nothing that is counted', () => {
    expect(answers('release', no).file!.data).toEqual(file)
    expect(answers('signal', { ...no, failure: undefined as never }).sentence).toBe(
      'The ERP would not: it gave no reason',
    )
  })

  it('is nobody’s matter where nobody follows the order', () => {
    expect(answers('consume', { ...no, moved: 3 }, { known: null })).toEqual({
      verdict: 'accepted',
      sentence: 'Nobody follows this maintenance order.',
    })
  })
})

describe('WF-09: a part that is short', () => {
  const signals = [{ part: 'SEAL-40', quantity: quantity(2), label: 'RFQ P00007' }]

  it('is asked of the buyer, who is told once by which paper', () => {
    const asks = answers('reserve', { moved: 2, ...books(short) })
    expect(asks).toMatchObject({
      ...{ verdict: 'flagged', code: 'PART_SHORT' },
      intents: [{ operation: 'signal', body: { ...about, quantity: quantity(2) } }],
    })
    const paper = { id: '7', label: 'RFQ P00007', link: 'https://odoo.example/7' }
    const told = answers('signal', { moved: 2, ...books({ ...short, asked: '2' }, [paper]) })
    expect(told.sentence).toBe('2 pcs of SEAL-40 are asked for: RFQ P00007.')
    expect(told.file!.data.signals).toEqual([{ ...signals[0]!, link: paper.link }])
  })

  it('was asked for before, or is on its way by now: the buyer is told nothing new', () => {
    const before = answers('signal', { moved: 2, ...books({ ...short, asked: '0' }, [{ id: '7' }]) })
    expect(before.sentence).toBe('SEAL-40 was asked for before: the buyer.')
    const coming = answers('signal', { moved: 2, ...books({ asked: '0' }) })
    expect(coming.sentence).toContain('What was short is on its way by now.')
    expect(coming.file!.data.signals).toBeUndefined()
  })

  it('and whose paper is gone is a matter for people; who retries has the buyer asked again', () => {
    const lost = { moved: 2, ...books({ ...short, lost: '2' }) }
    const gone = answers('reserve', lost, { known: { ...file, signals } })
    expect(gone).toMatchObject({ verdict: 'refused', code: 'SIGNAL_GONE' })
    expect(gone.sentence).toContain('what the buyer was told by is gone: RFQ P00007.')
    expect(answers('reserve', lost).sentence).toContain('is gone: a request.')
    expect(answers('reserve', lost, { ruled: true })).toMatchObject({ intents: [{ operation: 'signal' }] })
  })

  it('and is not needed any more is told to whoever can still buy less', () => {
    const surplus = answers('release', books({ surplus: '2' }), { known: { ...file, signals } })
    expect(surplus).toMatchObject({ verdict: 'flagged', code: 'PART_SURPLUS', trouble: { owner: 'warehouse' } })
    expect(surplus.sentence).toContain('2 pcs of SEAL-40 were asked of the buyer for WO000007 (RFQ P00007)')
  })
})
