import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/time'
import { type OpenWork, type PlanChange, turnedAbout } from '#model/open-work'
import { instantOf, minuteOf, optionsFor, toWorkload } from '#planning'
import { optionFrom } from '../../src/replanning/propose.ts'
import { speaker } from '../../src/replanning/say.ts'
import { aPlantsWork, now } from './random-open-work.ts'
import { violationsOf } from './plant-checker.ts'

const terms = { now, frozenUntil: instantOf(minuteOf(now) + 240), lateDay: 100, urgent: 3, change: 10 }
const wish = { seed: 7, iterations: 20, isLate: () => false, policies: ['wait', 'move', 'alternative'] as const }

describe('WF-06: what an ERP has open becomes a plan that can be carried out', () => {
  it('of any plant: the independent checker finds nothing wrong, and each move begins where the ERP has it', () => {
    fc.assert(
      fc.property(aPlantsWork, (work) => {
        const workload = toWorkload(work, terms)
        const options = optionsFor(workload, wish)
        if ('code' in options) return expect(['NO_ROOM', 'NEVER_OPEN']).toContain(options.code)
        for (const option of options) {
          expect(violationsOf(workload, option)).toEqual([])
          const { moves, orders } = optionFrom(work, option, speaker(work, 'Europe/Berlin'))
          for (const { operation, from, to, because } of moves) {
            const known = work.operations.find((one) => one.operation === operation)!
            expect(known.isStarted).toBe(false)
            expect(from).toEqual(known.place)
            expect(known.choices.map(({ workCentre }) => workCentre)).toContain(to.workCentre)
            expect(because).toMatch(/^\S.* of MO-\d+ .*: .*\.$/)
          }
          for (const { order, to } of orders)
            for (const place of placesAfter(work, moves).filter((one) => one.order === order))
              expect(Date.parse(place.until)).toBeLessThanOrEqual(Date.parse(to.until))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('what can stay stays: with nothing in the way nothing moves', () => {
    const work = quiet()
    const options = optionsFor(toWorkload(work, terms), wish)
    if ('code' in options) throw new Error(options.sentence)
    for (const option of options) expect(optionFrom(work, option, speaker(work, 'UTC')).moves).toEqual([])
  })

  it('seconds beneath a minute move nothing, and a leave takes each minute it touches', () => {
    const { workCentres, operations } = toWorkload(quiet(), terms)
    expect(operations[0]).toMatchObject({ choices: [{ minutes: 60 }], planned: { begins: minuteOf(now) + 600 } })
    expect(workCentres[0]!.leaves).toEqual([{ id: 'L', begins: minuteOf(now) + 3000, ends: minuteOf(now) + 3061 }])
  })

  it('what waits for material says when it comes', () => {
    const work = quiet()
    const [first] = work.operations
    const late = { ...work, operations: [{ ...first!, material: at(900) }] }
    const options = optionsFor(toWorkload(late, terms), wish)
    if ('code' in options) throw new Error(options.sentence)
    const [move] = optionFrom(late, options[0]!, speaker(late, 'UTC')).moves
    expect(move).toMatchObject({ to: { from: at(900, 0) }, because: expect.stringContaining('components comes at') })
  })
})

it('undo: a change turned about twice is itself, and turned about ends where it began', () => {
  fc.assert(
    fc.property(aPlantsWork, (work) => {
      const moves = work.operations.map(({ operation, order, place }) => ({
        ...{ operation, order, from: place },
        to: { ...place, from: place.until },
      }))
      const change: PlanChange = { plan: 'A/x', moves, orders: [] }
      expect(turnedAbout(turnedAbout(change))).toEqual(change)
      for (const [nth, { from, to }] of turnedAbout(change).moves.entries())
        expect([from, to]).toEqual([moves[nth]!.to, moves[nth]!.from])
    }),
  )
})

const at = (minute: number, second = 37) => instant(Date.parse(instantOf(minuteOf(now) + minute)) + second * 1000)

/** One order on one work centre that is always open. */
function quiet(): OpenWork {
  const place = { workCentre: 'W0', from: at(600), until: at(660), minutes: 60.4 }
  return {
    hours: [{ id: 'always', open: [{ from: at(-1440), until: at(10_000) }] }],
    workCentres: [
      { id: 'W0', name: 'Saw', hours: 'always', leaves: [{ id: 'L', title: '', from: at(3000), until: at(3060) }] },
    ],
    orders: [{ order: 'odoo.1' as never, label: 'MO-1', isUrgent: false, from: at(600), until: at(660), lacks: [] }],
    operations: [
      {
        ...{
          operation: 'odoo.operation.1',
          order: 'odoo.1' as never,
          name: 'Cut',
          place,
          isStarted: false,
          left: 60.4,
        },
        ...{ after: [], choices: [{ workCentre: 'W0', minutes: 60.4 }] },
      },
    ],
    unplanned: 0,
  }
}

const placesAfter = (
  work: OpenWork,
  moves: readonly { readonly operation: string; readonly to: OpenWork['operations'][number]['place'] }[],
) =>
  work.operations.map(({ operation, order, place }) => ({
    ...(moves.find((move) => move.operation === operation)?.to ?? place),
    order: order as string,
  }))
