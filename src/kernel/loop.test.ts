import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Process } from '../../test/simulation/process.ts'
import { Random } from '../../test/simulation/random.ts'
import { Scheduler } from '../../test/simulation/scheduler.ts'
import { bell, loop, type LoopParts } from './loop.ts'
import { type Duration, hours, milliseconds, minutes, seconds } from './time.ts'

type Turn = Awaited<ReturnType<Parameters<typeof loop>[1]>>
const worked: Turn = { busy: true }
const idle: Turn = { busy: false }

function virtualTime() {
  const random = new Random(1)
  const scheduler = new Scheduler(random, 0)
  return { scheduler, clock: new Process('hub', scheduler, random, 0).clock }
}

/** A loop in virtual time: each turn is the next of these, then there is no work any more. */
function told(turns: readonly (Turn | Error)[], over: Partial<Pick<LoopParts, 'idle' | 'breath'>> = {}) {
  const { scheduler, clock } = virtualTime()
  const end = new AbortController()
  const rope = bell()
  const at: Duration[] = []
  const errors: unknown[] = []
  const left = turns.values()
  const ended = loop(
    { clock, signal: end.signal, bell: rope, idle: minutes(10), onError: (error) => errors.push(error), ...over },
    async () => {
      at.push(scheduler.now)
      const turn = left.next().value ?? idle
      if (turn instanceof Error) throw turn
      return turn
    },
  )
  return {
    errors,
    ring: () => rope.ring(),
    happens: (after: Duration, what: () => void) => void clock.after(after, what),
    /** Ends it after so long, and says when it took its turns. */
    async live(until: Duration) {
      clock.after(until, () => end.abort())
      await scheduler.run(() => false)
      await ended
      return at
    },
  }
}

describe('a loop', () => {
  it('takes the next turn at once after work, and after a while without', async () => {
    expect(await told([worked, worked]).live(minutes(25))).toEqual([0, 0, 0, minutes(10), minutes(20)])
  })

  it('takes the next turn as soon as somebody rings', async () => {
    const world = told([])
    world.happens(minutes(3), world.ring)
    expect(await world.live(minutes(12))).toEqual([0, minutes(3)])
  })

  it('does not listen for a breath: many rings meanwhile are one look', async () => {
    const world = told([], { breath: seconds(1) })
    for (const after of [100, 200, 900]) world.happens(milliseconds(after), world.ring)
    expect(await world.live(minutes(5))).toEqual([0, seconds(1)])
  })

  it('rests as long as a turn asks it to, whoever rings', async () => {
    const world = told([{ busy: true, rest: minutes(1) }])
    world.happens(seconds(1), world.ring)
    // The ring is still known when it has rested and finds no work.
    expect(await world.live(minutes(5))).toEqual([0, minutes(1), minutes(1)])
  })

  it('looks again more and more slowly while it fails, every five seconds at the slowest, and at once again after that', async () => {
    const failed = new Error('the database is away')
    const world = told([...Array.from({ length: 7 }, () => failed), worked, failed])
    const at = await world.live(minutes(1))
    const pauses = at.slice(1).map((one, nth) => one - at[nth]!)
    expect(pauses).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 0, 200])
    expect(world.errors).toEqual(Array.from({ length: 8 }, () => failed))
  })

  it('ends when asked to, even while it waits for a bell', async () => {
    expect(await told([]).live(minutes(3))).toEqual([0])
  })
})

describe('a bell', () => {
  const waiting = () => {
    const { scheduler, clock } = virtualTime()
    const rope = bell()
    const end = new AbortController()
    return {
      ring: () => rope.ring(),
      end,
      happens: (after: Duration, what: () => void) => void clock.after(after, what),
      /** When it was heard, or not waited for any longer. */
      wait: async (atMost: Duration) => {
        await rope.wait(clock, atMost, end.signal)
        return scheduler.now
      },
      /** Lets all happen that is going to happen, and says when that was over. */
      live: async () => {
        await scheduler.run(() => false)
        return scheduler.now
      },
    }
  }

  it('that rang while nobody waited is heard once, however often it rang', async () => {
    const { ring, wait, live } = waiting()
    ring()
    ring()
    const first = wait(minutes(1))
    const second = first.then(() => wait(minutes(1)))
    await live()
    expect(await Promise.all([first, second])).toEqual([0, minutes(1)])
  })

  it('that rang after somebody gave up waiting is heard by the next', async () => {
    const { ring, wait, happens, live } = waiting()
    const gaveUp = wait(minutes(1))
    happens(minutes(2), ring)
    let next: Promise<Duration> | undefined
    happens(minutes(3), () => {
      next = wait(minutes(9))
    })
    await live()
    expect([await gaveUp, await next]).toEqual([minutes(1), minutes(3)])
  })

  it('wakes everybody who waits, and leaves no timer and no listener behind', async () => {
    const { ring, wait, happens, end, live } = waiting()
    const all = [wait(minutes(8)), wait(minutes(9))]
    happens(minutes(2), ring)
    const over = await live()
    expect([...(await Promise.all(all)), over]).toEqual([minutes(2), minutes(2), minutes(2)])
    expect(getEventListeners(end.signal, 'abort')).toEqual([])
  })

  it('keeps nobody who has no time to wait', async () => {
    const { wait, end } = waiting()
    end.abort()
    expect(await wait(hours(9))).toBe(0)
  })
})
