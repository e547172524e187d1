import { readFileSync } from 'node:fs'
import path from 'node:path'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { odooWorld } from '../test/support/odoo-world.ts'
import { booked } from './baselines/booked.ts'
import { PLANT } from './harness/hub.ts'
import { benchOdoo } from './harness/odoo.ts'
import { overheard } from './harness/overheard.ts'
import { shopFloor } from './harness/shop-floor.ts'
import type { Wish } from './harness/wish.ts'

type Fn = readonly [owner: string, title: string, count: number, alone: number, whole: number]
interface Profiled {
  readonly seconds: number
  readonly queries: readonly (readonly [start: string, count: number])[]
  readonly outcomes: Readonly<Record<string, number>>
  readonly functions: readonly Fn[]
}

const MOST = 24

/** Where the time of a call goes inside a real Odoo: each kind of report of `--orders` orders, under Python's profiler. */
export async function odooProfile({ orders, say }: Wish): Promise<void> {
  await using odoo = await benchOdoo(say)
  const { url, database, apiKey, login } = odoo.integration
  const world = await odooWorld(odoo)
  await using between = await overheard(url)
  const settings = connector.settings.parse({ url: between.url, database, apiKey, plant: PLANT })
  const opened = connector.connect(settings)
  try {
    const { reports } = await (await shopFloor(world))(orders)
    const kinds = Map.groupBy(reports, ({ operation, body }) => `${operation} ${String(body['item'] ?? '')}`.trim())
    for (const batch of kinds.values()) await booked(opened.provides[0]!, batch).catch(() => undefined)
    const calls = between.kept.map(({ ids, context: { payload } }) => ({ ids, payload }))
    const given = JSON.stringify(JSON.stringify({ calls, login }))
    const script = readFileSync(path.join(import.meta.dirname, 'harness', 'odoo-profile.py'), 'utf8')
    const printed = await odoo.shell(`import json\nglobals().update(json.loads(${given}))\n${script}`)
    const told = /^PROFILE (.*)$/m.exec(printed)?.[1]
    if (told === undefined) throw new Error(`Odoo told no profile: ${printed.slice(-500)}`)
    const names = [...kinds.keys()]
    for (const [at, one] of (JSON.parse(told) as Profiled[]).entries()) say(pictureOf(names[at] ?? '', one, orders))
  } finally {
    opened.close()
    await world.close()
  }
}

function pictureOf(name: string, { seconds, queries, outcomes, functions }: Profiled, orders: number): string {
  const share = (part: number) => `${((100 * part) / seconds).toFixed(1).padStart(5)} %`
  const asked = queries.reduce((sum, [, count]) => sum + count, 0)
  const owners = [...Map.groupBy(functions, ([owner]) => owner)]
    .map(([owner, those]) => [owner, those.reduce((sum, [, , , alone]) => sum + alone, 0)] as const)
    .sort((one, other) => other[1] - one[1])
  const dearest = (owner: (of: string) => boolean) =>
    functions
      .filter(([of]) => owner(of))
      .toSorted((one, other) => other[4] - one[4])
      .slice(0, MOST)
      .map(([, title, count, , whole]) => `    ${share(whole)} ${String(count).padStart(7)} × ${title}`)
  return [
    `${name}: ${((1000 * seconds) / orders).toFixed(1)} ms an effect, ${(asked / orders).toFixed(1)} queries; ${JSON.stringify(outcomes)}`,
    `  by itself: ${owners
      .slice(0, 8)
      .map(([owner, alone]) => `${owner}${share(alone)}`)
      .join(', ')}`,
    '  with what they call, the procedure’s own:',
    ...dearest((owner) => owner === 'procedure'),
    '  the queries asked most often:',
    ...queries.slice(0, MOST / 2).map(([start, count]) => `    ${String(count).padStart(7)} × ${start}`),
    '  and Odoo’s:',
    ...dearest((owner) => !['procedure', 'python'].includes(owner)),
  ].join('\n')
}
