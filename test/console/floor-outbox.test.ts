import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FloorReport } from '#api'
import { catalogue, kindOf } from '#model/catalogue'
import type { Entry } from '../../src/console/pages/floor/outbox/entry.ts'
import { isOpen, pressesIn } from '../../src/console/pages/floor/outbox/entry.ts'
import { type Answer, type Hub, type Kept, Outbox } from '../../src/console/pages/floor/outbox/outbox.ts'
import { complaintAbout, onPad, pressed, valueOf } from '../../src/console/pages/floor/report/amount.ts'
import { randomId, type Reporter } from '../../src/console/pages/floor/report/event.ts'
import * as presses from '../../src/console/pages/floor/report/presses.ts'

/** SYS-11: what is done at a work centre is kept there, and told once, in the order in which it was done. */

let made = 0
const by: Reporter = {
  source: '/plants/A/systems/shop-floor',
  badge: '1180',
  newId: () => `e${++made}`,
  now: () => Date.parse('2026-11-22T08:00:00Z') + made,
}
const pieces = (value: string) => ({ value, uom: 'H87' })
const job: presses.Job = {
  order: {
    ...{
      order: 'odoo.42',
      label: 'WH/MO/00042',
      item: 'HB-200',
      itemName: 'Bracket',
      tracking: 'lot',
      state: 'started',
    },
    ...{ ordered: pieces('60'), received: pieces('0'), held: null, operations: [], components: [] },
  },
  operation: {
    ...{ operation: '20', name: 'Bending', workCentre: 'Press 1', due: null, plannedMinutes: '30', over: false },
    ...{ completed: pieces('0'), isLast: true, clock: null },
  },
}

/** What a device's disk does. */
class Disk implements Kept {
  entries = new Map<number, Entry>()
  #seq = 0
  all = async () => [...this.entries.values()]
  async add(entries: readonly Omit<Entry, 'seq'>[]) {
    const added = entries.map((entry) => ({ ...entry, seq: ++this.#seq }))
    for (const entry of added) this.entries.set(entry.seq, entry)
    return added
  }
  async put(entries: readonly Entry[]) {
    for (const entry of entries) this.entries.set(entry.seq, entry)
  }
  async remove(seqs: readonly number[]) {
    for (const seq of seqs) this.entries.delete(seq)
  }
}

/** The hub behind a network that loses requests, and answers. */
class Wire implements Hub {
  readonly heard: string[] = []
  readonly #known = new Set<string>()
  /** What befalls each sending, in turn; then all is well. */
  readonly fates: ('well' | 'request-lost' | 'answer-lost')[]
  constructor(fates: ('well' | 'request-lost' | 'answer-lost')[] = []) {
    this.fates = fates
  }
  async send({ id }: Entry['event']): Promise<Answer> {
    const fate = this.fates.shift() ?? 'well'
    if (fate === 'request-lost') return { kind: 'later' }
    if (!this.#known.has(id)) this.heard.push(id)
    this.#known.add(id)
    return fate === 'answer-lost' ? { kind: 'later' } : { kind: 'taken' }
  }
  async reports(ids: readonly string[]): Promise<readonly FloorReport[]> {
    return ids.map((id) => ({ id, state: 'booked', code: null, sentence: 'Booked.', now: null }))
  }
}

const open = async (hub: Hub, disk = new Disk()) => {
  const outbox = new Outbox(disk, hub, () => {})
  await outbox.open()
  return outbox
}

describe('the outbox', () => {
  it('sends in the order of the presses, each once, whatever is lost on the way', async () => {
    const fate = fc.constantFrom('well' as const, 'request-lost' as const, 'answer-lost' as const)
    const step = fc.constantFrom('press', 'try', 'restart')
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 30 }), fc.array(step, { maxLength: 20 }), async (fates, steps) => {
        const [disk, wire] = [new Disk(), new Wire(fates)]
        let outbox = await open(wire, disk)
        const pressedIds: string[] = []
        for (const what of steps) {
          if (what === 'restart') outbox = await open(wire, disk)
          else if (what === 'try') await outbox.step()
          else {
            const press = presses.complete(job, { good: pieces('1'), final: false, stock: { lot: 'L' } }, by)
            pressedIds.push(...press.events.map(({ id }) => id))
            await outbox.add(by.newId(), press)
          }
        }
        while (outbox.entries.some(({ stand }) => stand === 'kept')) await outbox.step()
        await outbox.step()
        expect(wire.heard).toEqual(pressedIds)
        expect(outbox.entries.every(({ stand }) => stand === 'booked')).toBe(true)
      }),
    )
  })

  it('keeps the id and the time of the press however often it is sent', async () => {
    const seen: Entry['event'][] = []
    const wire: Hub = {
      send: async (event) => (seen.push(event), { kind: seen.length < 3 ? 'later' : 'taken' }),
      reports: async () => [],
    }
    const outbox = await open(wire)
    await outbox.add('p', presses.start(job, by))
    await outbox.step()
    await outbox.step()
    expect(seen).toHaveLength(3)
    expect(new Set(seen.map((event) => JSON.stringify(event))).size).toBe(1)
  })

  it('goes on behind what the door refuses, and stops where it is shut out', async () => {
    const answers: Answer[] = [{ kind: 'refused', sentence: 'No such order.', now: 'Tell them.' }, { kind: 'shut-out' }]
    const outbox = await open({ send: async () => answers.shift() ?? { kind: 'taken' }, reports: async () => [] })
    await outbox.add('one', presses.start(job, by))
    await outbox.add('two', presses.resume(job, by))
    expect(outbox.entries.map(({ stand }) => stand)).toEqual(['refused', 'kept'])
    expect(outbox.reach).toBe('shut-out')
    expect(outbox.entries.filter(isOpen)).toEqual([])
    await outbox.step()
    expect([outbox.entries.at(-1)?.stand, outbox.reach]).toEqual(['on-its-way', 'reached'])
  })

  it('tells a press by the worst of its parts, and what was taken back', async () => {
    const wire = new Wire()
    wire.reports = async (ids) =>
      ids.map((id, at) => ({
        id,
        state: at === 0 ? 'refused' : 'booked',
        code: null,
        sentence: `part ${at}`,
        now: null,
      }))
    const outbox = await open(wire)
    const press = presses.complete(job, { good: pieces('9'), final: true, stock: { lot: 'L' } }, by)
    await outbox.add('one', press)
    await outbox.add('two', presses.undo(press, by), 'one')
    const [undone, first] = pressesIn(outbox.entries)
    expect([undone?.press, first?.press, first?.stand, first?.takenBack]).toEqual(['two', 'one', 'refused', true])
  })
})

describe('what a press says', () => {
  const all = [
    presses.start(job, by),
    presses.pause(job, 'Tool', by),
    presses.resume(job, by),
    presses.complete(job, { good: pieces('12'), final: true, stock: { serials: ['S1'] } }, by),
    presses.issue(job, { item: 'STEEL', quantity: { value: '1.250', uom: 'KGM' }, lot: 'L7' }, by),
    presses.scrap(job, { quantity: pieces('1'), reason: 'Scratched' }, by),
  ]
  const undone = all.filter(({ events }) => presses.mayTakeBack(events)).map((press) => presses.undo(press, by))

  it.each([...all, ...undone].flatMap(({ title, events }) => events.map((event) => [title, event] as const)))(
    '%s: is an event of the catalogue',
    (_, event) => {
      const kind = kindOf(event.type)
      expect(kind?.schema.safeParse(event.data).error?.issues).toBeUndefined()
      expect(event.actor).toBe('1180')
    },
  )

  it('is taken back by what the catalogue names', () => {
    for (const [name, back] of Object.entries(presses.takenBackBy))
      expect(catalogue.find(({ type }) => type === `mfg.production.${name}.v1`)?.takenBackBy).toBe(
        `mfg.production.${back}.v1`,
      )
  })

  it('takes the goods out of stock before the work that made them', () => {
    const types = presses.undo(all[3]!, by).events.map(({ type }) => type)
    expect(types).toEqual(['mfg.production.output.reversed.v1', 'mfg.production.operation.completion-reversed.v1'])
  })

  it('bears an id that no other does', () => {
    const ids = Array.from({ length: 2_000 }, randomId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('the pad', () => {
  const type = (keys: string) => [...keys].reduce(pressed, '')

  it.each([
    ['12,5', '12,5', '12.5'],
    ['12.5', '12,5', '12.5'],
    [',5', '0,5', '0.5'],
    ['007', '7', '7'],
    ['1,,2', '1,2', '1.2'],
    ['3,', '3,', '3'],
    ['', '', '0'],
    ['1a2', '12', '12'],
  ])('%s stands there as %s and is sent as %s', (keys, shown, value) => {
    expect([type(keys), valueOf(type(keys))]).toEqual([shown, value])
  })

  it('takes back the last key', () => {
    expect(pressed('12,', 'Backspace')).toBe('12')
    expect(onPad('12.5')).toBe('12,5')
  })

  it.each([
    ['0', 'H87', /nothing cannot be reported/],
    ['1,5', 'H87', /whole/],
    ['1,50', 'KGM', undefined],
    ['1,0', 'H87', undefined],
    ['0,0000001', 'KGM', /Six places/],
    ['1234567890123', 'H87', /more digits/],
  ])('%s %s', (text, uom, complaint) => {
    if (complaint) expect(complaintAbout(text, uom)).toMatch(complaint)
    else expect(complaintAbout(text, uom)).toBeUndefined()
  })

  it('lets nothing through that the hub would not read as an amount', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789,.', 'Backspace'), { maxLength: 24 }), (keys) => {
        const text = keys.reduce(pressed, '')
        if (complaintAbout(text, 'KGM', { mayBeNothing: true }) === undefined)
          expect(valueOf(text)).toMatch(/^\d{1,12}(\.\d{1,6})?$/)
      }),
    )
  })
})
