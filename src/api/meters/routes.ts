import { BY_HAND, messageOf } from '#engine'
import { mayIn } from '#governance/rights'
import { isAfter } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import type { MeterFile } from '#model/meter'
import { METER_READ } from '#model/meter-reading'
import { foretold, sent } from '../actions/by-hand.ts'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared } from '../pages/reader.ts'
import { notAllowed, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { MeterAnswer, MeterList, MeterWish } from './contract.ts'
import { metersFrom } from './views.ts'

const listMeters = prepared('list-meters')

const listRoute = route(
  {
    name: 'listMeters',
    method: 'GET',
    path: '/api/v1/meters',
    access: ['assets.read'],
    summary: 'Meters of assets: what each showed last, what it has counted, and how much a day',
    query: PlantQuery,
    answer: MeterList,
  },
  async ({ reader, query }) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const rows = await reader.database.all<{ plant: string; data: MeterFile }>(listMeters, [reader.home, plants])
    return {
      meters: rows.flatMap(({ plant, data }) => metersFrom(plant, data)),
      mayRead: plants.filter((plant) => mayIn(reader.grants, 'assets.manage', plant)),
    }
  },
)

const readRoute = route(
  {
    name: 'readMeter',
    method: 'POST',
    path: '/api/v1/meters',
    access: ['assets.manage'],
    summary: 'Says what a meter shows, that it began anew, or that a reading was wrong',
    body: MeterWish,
    answer: MeterAnswer,
    status: 200,
    refuses: [422, 503],
  },
  async ({ person, body: { plant, at: read, ...said } }, parts) => {
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    const now = parts.now()
    const time = read ?? now
    if (isAfter(time, now))
      throw new Trouble(
        422,
        'TIME_IN_FUTURE',
        'Not taken',
        'Say a time that is over, or none for now. Nothing was changed.',
      )
    const asset = (await parts.assets.assets([plant])).find((one) => one.asset === said.asset)
    if (!asset)
      throw new Trouble(
        422,
        'UNKNOWN_ASSET',
        'Not taken',
        `Plant ${plant} has no asset ${said.asset}. Correct the name, or tell the asset under Assets first. Nothing was changed.`,
      )
    const kind = kindOf(METER_READ)!
    const data = kind.schema.parse({ ...said, assetName: asset.name })
    const messageId = parts.ids()
    const event = {
      specversion: '1.0',
      id: `by-hand.${messageId}`,
      source: `/plants/${plant}/systems/hub.${parts.home}`,
      type: METER_READ,
      time,
      recordedtime: now,
      actor: person.login,
      origin: 'manual',
      data,
    } as const
    const message = messageOf(event, kind, data, { messageId, plant, receivedAt: now, receivedFrom: BY_HAND })
    const sentence = await foretold(message, parts, 'Not taken')
    return { sentence, messageId: await sent(message, parts) }
  },
)

export const meterRoutes = [listRoute, readRoute]
