import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hours, minutes } from '#kernel/time'
import { atlas } from '../../simulators/atlas/atlas.ts'
import { chanceFrom } from '../../simulators/chance.ts'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { type Memory, memoryIn } from '../../simulators/cmms/memory.ts'
import { Upkeep, upkeep } from '../../simulators/cmms/upkeep.ts'
import { standstillsOf, Wear, wearChance } from '../../simulators/wear.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'millwright-upkeep-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const monday = Date.UTC(2026, 10, 23, 6)
const plan = Upkeep.parse({
  parts: [{ number: 'SEAL-40', name: 'Seal 40 mm' }],
  assets: [
    { code: 'MX-1', name: 'Mixer 1', modes: ['BRD', 'VIB'], part: 'SEAL-40', wear: { life: 30 } },
    {
      ...{ code: 'FL-1', name: 'Filling line', modes: ['STP'], wear: { life: 1000 } },
      care: { title: 'Change the seals', every: 100, ahead: 24, lasts: 4 },
    },
  ],
})

/** The books of a CMMS after so many hours, looked at every quarter of an hour. */
async function lived(many: number, { seed = '7', begins = monday, memory }: Partial<Life> = {}) {
  let now = begins
  await using cmms = await startCmms(atlas, { now: () => now, ...(memory ? { memory } : {}) })
  const work = upkeep({ plan, cmms, seed, speed: 1, begins })
  const wasDown = new Map<string, number[]>()
  for (; now <= begins + hours(many); now += minutes(15)) {
    work.workUntil(now)
    for (const { value } of cmms.books.assets.all(Infinity))
      if (value.isDown) wasDown.set(value.code, [...(wasDown.get(value.code) ?? []), now])
  }
  const orders = cmms.books.orders.all(Infinity).map(({ id, value, createdAt }) => ({ id, createdAt, ...value }))
  return { orders, wasDown, uses: cmms.books.uses.all(Infinity).map(({ value }) => value) }
}

interface Life {
  readonly seed: string
  readonly begins: number
  readonly memory: Memory
}

describe('the life of a machine', () => {
  it('fails by Weibull and is repaired by lognormal, as the critical machines of a plant do', () => {
    const life = standstillsOf(Wear.parse({}), wearChance(chanceFrom('7'), 'MX-1'))
    const some = Array.from({ length: 4000 }, () => life.next().value)
    const lives = some.map(({ fails }, nth) => fails - (some[nth - 1]?.works ?? 0))
    const repairs = some.map(({ fails, works }) => works - fails).toSorted((one, other) => one - other)
    const mean = lives.reduce((sum, one) => sum + one, 0) / lives.length
    // 160 h times the gamma function of 1 + 1 / 1.4.
    expect(mean / hours(1)).toBeGreaterThan(141)
    expect(mean / hours(1)).toBeLessThan(151)
    expect(lives.filter((one) => one <= hours(160)).length / lives.length).toBeCloseTo(0.632, 1)
    expect(repairs[2000]! / minutes(1)).toBeGreaterThan(39)
    expect(repairs[2000]! / minutes(1)).toBeLessThan(45)
  })
})

describe('the people at a CMMS', () => {
  it('write each breakdown down while the machine stands still, repair it, and say how it had failed', async () => {
    const { orders, wasDown, uses } = await lived(400)
    const life = standstillsOf(plan.assets[0]!.wear, wearChance(chanceFrom('7'), 'MX-1'))
    const broken = orders.filter(({ kind, title }) => kind === 'breakdown' && title.startsWith('Mixer 1'))
    expect(broken.length).toBeGreaterThan(5)
    const during: number[] = []
    for (const order of broken) {
      const { fails, works } = life.next().value
      expect(order.createdAt).toBeGreaterThanOrEqual(monday + fails)
      expect(order.createdAt).toBeLessThanOrEqual(monday + works + minutes(15))
      if (order.status !== 'done') continue
      expect(order.completedAt).toBeGreaterThanOrEqual(monday + works)
      expect(['BRD', 'VIB']).toContain(order.failureMode)
      during.push(...(wasDown.get('MX-1') ?? []).filter((at) => at >= monday + fails && at <= monday + works))
    }
    expect(during.length).toBeGreaterThan(0)
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.length).toBeLessThan(broken.length)
  })

  it('plan a day ahead what a machine has to stand still for, and do it in its time', async () => {
    const { orders } = await lived(250)
    const planned = orders.filter(({ kind }) => kind === 'preventive')
    expect(planned.length).toBe(3)
    for (const { createdAt, plannedStart, plannedHours } of planned) {
      expect(plannedStart).toBe(createdAt + hours(24))
      expect(plannedHours).toBe(4)
    }
    const [first] = planned
    expect(first?.status).toBe('done')
    expect(first?.completedAt).toBeGreaterThanOrEqual(first!.plannedStart! + hours(4))
    expect(first?.completedAt).toBeLessThanOrEqual(first!.plannedStart! + hours(4.5))
  })

  it('do the same with the same seed, and other things with another', async () => {
    const [one, same, other] = [await lived(200), await lived(200), await lived(200, { seed: '8' })]
    expect(same.orders).toEqual(one.orders)
    expect(other.orders).not.toEqual(one.orders)
  })

  it('find their books as they were when it is started again, and settle what stood open', async () => {
    const file = path.join(folder, 'journal')
    const life = standstillsOf(plan.assets[0]!.wear, wearChance(chanceFrom('7'), 'MX-1'))
    const { fails, works } = life.next().value
    const before = await lived((fails + works) / 2 / hours(1), { memory: memoryIn(file) })
    const standing = before.orders.find(({ kind }) => kind === 'breakdown')!
    expect(standing.status).not.toBe('done')
    const begins = monday + works + hours(1)
    const after = await lived(0.25, { memory: memoryIn(file), begins })
    expect(after.orders.find(({ id }) => id === standing.id)).toMatchObject({ status: 'done', completedAt: begins })
    expect(after.wasDown.size).toBe(0)
    expect(after.orders.map(({ id }) => id)).toEqual(expect.arrayContaining(before.orders.map(({ id }) => id)))
  })
})
