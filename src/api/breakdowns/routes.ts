import { BY_HAND, messageOf } from '#engine'
import { mayIn } from '#governance/rights'
import { type Instant, isAfter } from '#kernel/time'
import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_RECLASSIFIED, FAILURE_VOIDED } from '#model/asset-downtime-events'
import type { DowntimeFile } from '#model/asset-downtime-case'
import type { CountedDowntime } from '#model/downtime-record-case'
import { kindOf } from '#model/catalogue'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, plantsNamed, prepared, type Reader } from '../pages/reader.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { BreakdownList, BreakdownTold, BreakdownWord } from './contract.ts'
import { asListed, viewsOf } from './views.ts'

const listBreakdowns = prepared('list-breakdowns')

const listRoute = route(
  {
    name: 'listBreakdowns',
    method: 'GET',
    path: '/api/v1/breakdowns',
    access: ['assets.read'],
    summary: 'Assets that stand still or did lately: who said so, what Odoo carries, and whose orders it puts at risk',
    query: PlantQuery,
    answer: BreakdownList,
  },
  async ({ reader, query }) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    return {
      breakdowns: await breakdownsFor(reader, query.plant),
      mayManage: plants.filter((plant) => mayIn(reader.grants, 'assets.manage', plant)),
    }
  },
)

const sayRoute = route(
  {
    name: 'sayOfBreakdown',
    method: 'POST',
    path: '/api/v1/breakdowns',
    access: ['assets.manage'],
    summary: 'Says that an asset has failed or works again, that it was a false alarm, or how it had failed',
    body: BreakdownWord,
    answer: BreakdownTold,
    status: 202,
    refuses: [404, 422],
  },
  async ({ reader, person, body: word }, { ids, now, home, receive, wake }) => {
    const { plant, asset } = word
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    const about = word.say === 'failed' ? undefined : await theOne(reader, word)
    const at = now()
    const { type, time, data } = eventOf(word, about, at)
    if (isAfter(time, at))
      throw new Trouble(
        422,
        'TIME_IN_FUTURE',
        'Not taken',
        'Say a time that is over, or none for now. Nothing was changed.',
      )
    const kind = kindOf(type)!
    const told = kind.schema.parse({ asset, reason: word.reason, ...data })
    const source = `/plants/${plant}/systems/hub.${home}`
    const event = {
      specversion: '1.0',
      id: ids(),
      source,
      type,
      time,
      actor: person.login,
      origin: 'manual',
      data: told,
    } as const
    const messageId = ids()
    await receive([messageOf(event, kind, told, { messageId, plant, receivedAt: at, receivedFrom: BY_HAND })])
    wake()
    return { messageId }
  },
)

export const breakdownRoutes = [listRoute, sayRoute]

interface Row {
  readonly plant: string
  readonly asset: string
  readonly data: DowntimeFile
  readonly counted: Readonly<Record<string, CountedDowntime>> | null
}

async function breakdownsFor(reader: Reader, plant: string | undefined, asset: string | null = null) {
  const plants = plantsFor(reader, 'assets.read', plant)
  const rows = await reader.database.all<Row>(listBreakdowns, [reader.home, plants, asset])
  return rows.flatMap((row) => viewsOf(row.plant, row.data, row.counted)).toSorted(asListed)
}

type About = Awaited<ReturnType<typeof breakdownsFor>>[number]

/** The standstill that is meant; one that is over cannot end once more. */
async function theOne(reader: Reader, word: Exclude<BreakdownWord, { say: 'failed' }>): Promise<About> {
  const all = await breakdownsFor(reader, word.plant, word.asset)
  const found = all.find(({ number }) => number === word.number)
  if (!found) throw notFound('breakdown')
  if (word.say === 'works' && found.state !== 'down')
    throw new Trouble(422, 'NOTHING_TO_DO', 'Not taken', `${found.name} works already. Nothing was changed.`)
  if (word.say === 'void' && found.state === 'void')
    throw new Trouble(422, 'NOTHING_TO_DO', 'Not taken', 'It is known as a false alarm already. Nothing was changed.')
  return found
}

function eventOf(word: BreakdownWord, about: About | undefined, now: Instant) {
  const meant = { failed: about?.from }
  switch (word.say) {
    case 'failed':
      return { type: ASSET_FAILED, time: word.at ?? now, data: { detectedBy: 'operator' } }
    case 'works':
      return { type: DOWNTIME_ENDED, time: word.at ?? now, data: {} }
    case 'void':
      return { type: FAILURE_VOIDED, time: now, data: meant }
    case 'reclassify':
      return {
        type: DOWNTIME_RECLASSIFIED,
        time: now,
        data: { ...meant, ...(word.failure ? { failure: word.failure } : {}) },
      }
  }
}
