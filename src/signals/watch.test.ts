import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, seconds } from '#kernel/time'
import { type Condition, SignalRule } from '#model/signal'
import { aMachine, hear, type Machine, wait } from './machine.ts'
import type { Turn } from './watch.ts'

const ruleOf = (when: Condition, { held = 60, settle = 10 } = {}) =>
  SignalRule.parse({ rule: 'stands', title: 'Stands', when, for: seconds(held), settle: seconds(settle) })

type Told = readonly [signal: string, value: string, at: number, sequence?: number]
interface Life {
  readonly machine: Machine
  readonly turns: readonly Turn[]
}

const born: Life = { machine: aMachine('A', 'PRESS-1'), turns: [] }

function say({ machine, turns }: Life, rule: SignalRule, [signal, value, at, sequence]: Told): Life {
  const said = { plant: 'A', asset: 'PRESS-1', signal, value, at: instant(seconds(at)) }
  const judged = hear(machine, sequence === undefined ? said : { ...said, sequence }, [rule])
  return { machine: judged.machine, turns: [...turns, ...judged.turns] }
}

function pass({ machine, turns }: Life, rule: SignalRule, now: number): Life {
  const judged = wait(machine, [rule], instant(seconds(now)))
  return { machine: judged.machine, turns: [...turns, ...judged.turns] }
}

const lived = (rule: SignalRule, ...said: readonly Told[]): Life =>
  said.reduce((life, one) => say(life, rule, one), born)

const inSeconds = ({ turns }: Life) => turns.map(({ turn, at }) => `${turn} ${Date.parse(at) / 1000}`)

describe('WF-48: a rule over what a machine says', () => {
  const stops = ruleOf({ signal: 'state', is: ['Stopped', 'Aborted'] })

  it('tells of a state that is held, once, from its beginning; a shorter one is nothing', () => {
    expect(inSeconds(pass(lived(stops, ['state', 'Stopped', 0]), stops, 59))).toEqual([])
    const told = pass(pass(lived(stops, ['state', 'Stopped', 0]), stops, 60), stops, 600)
    expect(inSeconds(told)).toEqual(['begins 0'])
    expect(told.turns[0]).toMatchObject({ said: [{ signal: 'state', value: 'Stopped' }] })
    expect(inSeconds(pass(lived(stops, ['state', 'Stopped', 0], ['state', 'Execute', 59]), stops, 600))).toEqual([])
  })

  it('takes two states that mean the same for one', () => {
    const both = lived(stops, ['state', 'Stopped', 0], ['state', 'Aborted', 30], ['state', 'Execute', 100])
    expect(inSeconds(pass(both, stops, 110))).toEqual(['begins 0', 'ends 100'])
  })

  it('tells of one that is over before anybody heard of it, with both its ends', () => {
    const late = lived(stops, ['state', 'Stopped', 0], ['state', 'Execute', 100], ['state', 'Execute', 200])
    expect(inSeconds(late)).toEqual(['begins 0', 'ends 100'])
  })

  it('is not over while it is over for a moment only', () => {
    const flickers = lived(
      stops,
      ...([
        ['state', 'Stopped', 0],
        ['state', 'Execute', 100],
        ['state', 'Stopped', 105],
        ['state', 'Execute', 300],
      ] as const),
    )
    expect(inSeconds(pass(flickers, stops, 400))).toEqual(['begins 0', 'ends 300'])
  })

  it('tells of a counter that does not move while the machine says that it works', () => {
    const idles = ruleOf({ unchanged: 'count', while: { signal: 'state', is: ['Execute'] } })
    const works: readonly Told[] = [
      ['state', 'Execute', 0],
      ['count', '7', 10],
      ['count', '7', 40],
      ['count', '8', 60],
    ]
    expect(inSeconds(pass(lived(idles, ...works), idles, 119))).toEqual([])
    const stalls = pass(lived(idles, ...works), idles, 120)
    expect(inSeconds(stalls)).toEqual(['begins 60'])
    // One piece is made, and then none again.
    const moves = pass(say(stalls, idles, ['count', '9', 200]), idles, 300)
    expect(inSeconds(pass(moves, idles, 301))).toEqual(['begins 60', 'ends 200', 'begins 200'])
    expect(inSeconds(pass(say(stalls, idles, ['state', 'Stopped', 200]), idles, 300))).toEqual([
      'begins 60',
      'ends 200',
    ])
  })

  it('does not see a value that trembles about its limit as many', () => {
    const hot = ruleOf({ signal: 'temperature', above: 90, until: 80 }, { held: 30 })
    const trembles = lived(
      hot,
      ...([
        ['temperature', '91', 0],
        ['temperature', '88.5', 20],
        ['temperature', '92', 40],
        ['temperature', '81', 100],
        ['temperature', '93', 110],
        ['temperature', '79', 200],
      ] as const),
    )
    expect(inSeconds(pass(trembles, hot, 210))).toEqual(['begins 0', 'ends 200'])
    const empty = ruleOf({ signal: 'pressure', below: 2 })
    expect(inSeconds(pass(lived(empty, ['pressure', '1.9', 0]), empty, 60))).toEqual(['begins 0'])
  })

  it('is not misled by what is said again, late, or with a lower number', () => {
    const said = lived(
      stops,
      ...([
        ['state', 'Stopped', 50, 2],
        ['state', 'Execute', 40, 1],
        ['state', 'Stopped', 50, 2],
        ['state', 'Execute', 50, 1],
      ] as const),
    )
    expect(inSeconds(pass(said, stops, 110))).toEqual(['begins 50'])
  })
})

/** What ought to be told, second by second, by whoever sees it all from the end. */
function oracle(said: readonly Told[], { held, settle, end }: { held: number; settle: number; end: number }): string[] {
  const isBad = (at: number) => ['Stopped', 'Aborted'].includes(said.findLast(([, , since]) => since <= at)?.[1] ?? '')
  const turns: string[] = []
  let began: number | undefined
  let told = false
  let good: number | undefined
  for (let at = 0; at <= end; at++) {
    // What was so until now is looked at first.
    if (!told && began !== undefined && at - began >= held) {
      turns.push(`begins ${began}`)
      told = true
    }
    if (told && good !== undefined && at - good >= settle) {
      turns.push(`ends ${good}`)
      told = false
      began = good = undefined
    }
    if (isBad(at)) {
      began ??= at
      good = undefined
    } else if (told) good ??= at
    else began = undefined
  }
  return turns
}

describe('a rule, whatever a machine says', () => {
  const life = fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 })
    .chain((times) =>
      fc.tuple(
        fc.constant(times.toSorted((one, other) => one - other)),
        fc.array(fc.constantFrom('Execute', 'Stopped', 'Aborted', 'Idle'), {
          minLength: times.length,
          maxLength: times.length,
        }),
      ),
    )
    .map(([times, values]) => times.map((at, nth): Told => ['state', values[nth]!, at]))

  it('tells what somebody tells who sees it all, however often time is looked at, things are said twice, or the hub begins anew', () => {
    fc.assert(
      fc.property(
        life,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.integer({ min: 0, max: 300 })),
        fc.func(fc.boolean()),
        (said, held, settle, looks, isTwice) => {
          const rule = ruleOf({ signal: 'state', is: ['Stopped', 'Aborted'] }, { held, settle })
          const end = 300
          const steps: readonly (readonly [at: number, told?: Told])[] = [
            ...said.flatMap((one): readonly (readonly [number, Told])[] => {
              const step = [one[2], one] as const
              return isTwice(one) ? [step, step] : [step]
            }),
            ...looks.map((at) => [at] as const),
            [end],
          ]
          const inOrder = steps.toSorted(([one], [other]) => one - other)
          const lived = inOrder.reduce<Life>((so, [at, told]) => {
            // As it would come back from the database.
            const again = JSON.parse(JSON.stringify(so)) as Life
            return told ? say(again, rule, told) : pass(again, rule, at)
          }, born)
          expect(inSeconds(lived)).toEqual(oracle(said, { held, settle, end }))
        },
      ),
    )
  })
})
