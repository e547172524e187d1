import { readdirSync, readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { Unavailable } from '#kernel/failure'
import { optionsFor } from '#planning'
import { quiet, withLeave } from '../../test/planning/plant-story.ts'
import { planApart } from './planner.ts'
import { eventually } from '../../test/support/eventually.ts'

const workload = withLeave(quiet, 'press', 60, 240)
const wish = { seed: 7, iterations: 50 }
const task = { workload, wish, atMost: 60_000 }
/** So many steps that nobody waits for their end. */
const endless = { ...task, wish: { ...wish, iterations: 1e12 }, atMost: 600_000 }

/** The processes that plan for this one. */
const planners = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .filter((pid) => {
      try {
        const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('planner-process')
        )
      } catch {
        return false
      }
    })

it('plans in a process of its own as it would in this one, and leaves none behind', async () => {
  expect(await planApart(task, AbortSignal.timeout(60_000))).toEqual(
    optionsFor(workload, { ...wish, isLate: () => false }),
  )
  await eventually(() => expect(planners()).toEqual([]))
})

it('ends the search of whoever gives up waiting', async () => {
  const giveUp = new AbortController()
  const search = planApart(endless, giveUp.signal)
  const over = expect(search).rejects.toMatchObject({ code: 'PLANNING_TOOK_TOO_LONG' })
  await eventually(() => expect(planners()).toHaveLength(1))
  giveUp.abort()
  await over
  await eventually(() => expect(planners()).toEqual([]))
})

it('tells of a search that died that it may be begun again, and lives on', async () => {
  const search = planApart(endless, AbortSignal.timeout(60_000))
  const over = expect(search).rejects.toSatisfy(
    (failure) => failure instanceof Unavailable && failure.code === 'PLANNING_FAILED',
  )
  const [pid] = await eventually(() => {
    const found = planners()
    expect(found).toHaveLength(1)
    return found
  })
  process.kill(pid!, 'SIGKILL')
  await over
})

it('is given nothing of the environment, where secrets may stand', async () => {
  vi.stubEnv('MILLWRIGHT_SECRET', 'not for a search')
  const giveUp = new AbortController()
  const search = planApart(endless, giveUp.signal).catch(() => {})
  const [pid] = await eventually(() => {
    const found = planners()
    expect(found).toHaveLength(1)
    return found
  })
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('MILLWRIGHT_SECRET')
  giveUp.abort()
  await search
  vi.unstubAllEnvs()
})
