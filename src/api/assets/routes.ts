import { mayIn } from '#governance/rights'
import { Failure, Refused } from '#kernel/failure'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { WorkCentre } from '#model/asset'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, Trouble, tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import { AssetList, AssetWish, MapWish, WorkCentreList } from './contract.ts'
import { assetsFrom } from './views.ts'

const listUnmapped = prepared('list-unmapped')

const listRoute = route(
  {
    name: 'listAssets',
    method: 'GET',
    path: '/api/v1/assets',
    access: ['assets.read'],
    summary: 'What stands in the plants, and which work centre of the ERP each place is',
    query: PlantQuery,
    answer: AssetList,
  },
  ({ reader, query }, parts) => readAssets(reader, parts, query.plant),
)

const keepRoute = route(
  {
    name: 'keepAssets',
    method: 'POST',
    path: '/api/v1/assets',
    access: ['assets.manage'],
    summary: 'Tells assets anew or changes them, all of the list or none',
    body: AssetWish,
    answer: AssetList,
    status: 200,
    refuses: [422],
  },
  async ({ reader, person, body: { plant, assets, reason } }, parts) => {
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    await parts.assets.keep(assets, { plant, by: person.login, reason }).catch(asProblem)
    return readAssets(reader, parts)
  },
)

const mapRoute = route(
  {
    name: 'mapEquipment',
    method: 'POST',
    path: '/api/v1/equipment',
    access: ['assets.manage'],
    summary: 'Says which work centre of the ERP a place in the plant is',
    body: MapWish,
    answer: AssetList,
    status: 200,
    refuses: [422, 503],
  },
  async ({ reader, person, body: { plant, equipment, workCentre: id, reason } }, parts) => {
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    const to = id === null ? null : (await workCentresOf(parts, plant)).find((one) => one.id === id)
    if (to === undefined)
      throw new Trouble(
        422,
        'UNKNOWN_WORK_CENTRE',
        'Not mapped',
        `The ERP of plant ${plant} has no work centre ${id}. Choose one of the list of its work centres.`,
      )
    await parts.assets.map(equipment, to, { plant, by: person.login, reason })
    if (to) await goOn(parts, plant, { by: person.login, reason })
    return readAssets(reader, parts)
  },
)

const workCentresRoute = route(
  {
    name: 'listWorkCentres',
    method: 'GET',
    path: '/api/v1/work-centres',
    access: ['assets.read'],
    summary: 'The work centres of plants, as the ERP has them now',
    query: PlantQuery,
    answer: WorkCentreList,
  },
  async ({ reader, query }, { ask }) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const told = await Promise.all(
      plants.map(async (plant) => ({ plant, centres: await ask(plant, PlanningLedger.workCentres(plant)) })),
    )
    return {
      workCentres: told.flatMap(({ plant, centres }) =>
        centres instanceof Failure ? [] : centres.map((centre) => ({ plant, ...centre })),
      ),
      away: told.flatMap(({ plant, centres }) =>
        centres instanceof Failure ? { plant, sentence: centres.message } : [],
      ),
    }
  },
)

export const assetRoutes = [listRoute, keepRoute, mapRoute, workCentresRoute]

async function readAssets(reader: Reader, { assets }: ApiParts, wished?: string): Promise<AssetList> {
  const plants = plantsNamed(reader, 'assets.read', wished)
  const [rows, mapped] = await Promise.all([assets.assets(plants), assets.equipment(plants)])
  return {
    ...assetsFrom(rows, mapped),
    mayManage: plants.filter((plant) => mayIn(reader.grants, 'assets.manage', plant)),
  }
}

/** What waited for a mapping is judged again by itself; what waits for another one stops again. */
async function goOn(
  { database, home, rulings, wake }: ApiParts,
  plant: string,
  hand: { readonly by: string; readonly reason: string },
): Promise<void> {
  const waiting = await database.all<{ readonly exception_id: string }>(listUnmapped, [home, plant])
  for (const { exception_id: exceptionId } of waiting) await rulings.settle({ exceptionId, how: 'retried', ...hand })
  if (waiting.length > 0) wake()
}

async function workCentresOf({ ask }: Pick<ApiParts, 'ask'>, plant: string): Promise<readonly WorkCentre[]> {
  const told = await ask(plant, PlanningLedger.workCentres(plant))
  if (told instanceof Failure)
    throw tryLater(`The work centres of plant ${plant} cannot be asked for: ${told.message}.`)
  return told
}

const asProblem = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(422, error.code, 'Not taken', `${error.message} Nothing was changed.`)
}
