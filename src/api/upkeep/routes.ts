import { mayIn } from '#governance/rights'
import { hours, later } from '#kernel/time'
import type { PlanStanding } from '#upkeep'
import { foretold, sent } from '../actions/by-hand.ts'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsNamed, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { plannedByHand } from '../windows/by-hand.ts'
import { WindowAnswer } from '../windows/contract.ts'
import { DueWorkList, DueWorkWish, PlanDrop, PlanWish, UpkeepList } from './contract.ts'
import { byDue, dueFrom, viewOf } from './views.ts'

const listRoute = route(
  {
    name: 'listUpkeep',
    method: 'GET',
    path: '/api/v1/upkeep',
    access: ['assets.read'],
    summary: 'Preventive work that is done again and again, by the calendar or by a meter, and when it is due',
    query: PlantQuery,
    answer: UpkeepList,
  },
  ({ reader, query }, parts) => readPlans(reader, parts, query.plant),
)

const keepRoute = route(
  {
    name: 'keepMaintenancePlan',
    method: 'POST',
    path: '/api/v1/upkeep',
    access: ['assets.manage'],
    summary: 'Tells a maintenance plan anew or changes it, or says that its work was done',
    body: PlanWish,
    answer: UpkeepList,
    status: 200,
    refuses: [422],
  },
  async ({ reader, person, body: { plant, plan, reason } }, parts) => {
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    if (!(await parts.assets.assets([plant])).some(({ asset }) => asset === plan.asset))
      throw refused('UNKNOWN_ASSET', `Plant ${plant} has no asset ${plan.asset}. Tell it under Assets first.`)
    if (plan.doneAt > parts.now())
      throw refused('TIME_IN_FUTURE', 'It was done last at a time that is over. Correct the time.')
    await parts.upkeep.keep(plan, { plant, by: person.login, reason })
    return readPlans(reader, parts)
  },
)

const dropRoute = route(
  {
    name: 'dropMaintenancePlan',
    method: 'POST',
    path: '/api/v1/upkeep/drops',
    access: ['assets.manage'],
    summary: 'Ends a maintenance plan; windows that were planned for it stay',
    body: PlanDrop,
    answer: UpkeepList,
    status: 200,
    refuses: [404],
  },
  async ({ reader, person, body: { plant, plan, reason } }, parts) => {
    if (!mayIn(person.grants, 'assets.manage', plant)) throw notAllowed()
    if (!(await parts.upkeep.drop(plan, { plant, by: person.login, reason }))) throw notFound('maintenance plan')
    return readPlans(reader, parts)
  },
)

const dueRoute = route(
  {
    name: 'listDueWork',
    method: 'GET',
    path: '/api/v1/due-work',
    access: ['assets.read'],
    summary: 'Preventive work that is due soon, with the cheapest time for it and the orders that would hit',
    query: PlantQuery,
    answer: DueWorkList,
  },
  async ({ reader, query }, { upkeep }) => {
    const plants = plantsNamed(reader, 'assets.read', query.plant)
    const due = (await upkeep.standings(plants)).filter((one) => one.due.isAhead).toSorted(byDue)
    const asked = due.filter(isOpen)
    const best = await upkeep.best(asked)
    return {
      due: due.map((one) => dueFrom(one, best[asked.indexOf(one)])),
      mayPlan: plants.filter((plant) => mayIn(reader.grants, 'windows.plan', plant)),
    }
  },
)

const proposeRoute = route(
  {
    name: 'proposeDueWork',
    method: 'POST',
    path: '/api/v1/due-work',
    access: ['windows.plan'],
    summary: 'Proposes the window for work that is due, once; production is asked',
    body: DueWorkWish,
    answer: WindowAnswer,
    status: 200,
    refuses: [404, 409, 422, 503],
  },
  async ({ person, body: { plant, plan: name, start: wished } }, parts) => {
    if (!mayIn(person.grants, 'windows.plan', plant)) throw notAllowed()
    const standing = (await parts.upkeep.standings([plant])).find(({ plan }) => plan.plan === name)
    if (!standing) throw notFound('maintenance plan')
    const { plan, due } = standing
    if (!isOpen(standing))
      throw new Trouble(
        409,
        'ALREADY_PLANNED',
        'Not proposed',
        `${due.window} is planned for it already and is ${due.planned!.state}. Change that one, or call it off first.`,
      )
    const start = wished ?? (await cheapest(parts, standing))
    const { window, version, message } = plannedByHand(
      {
        ...{ plant, window: due.window, version: due.planned?.version ?? 0, equipment: [plan.asset] },
        ...{ start, end: later(start, hours(plan.hours)), title: plan.title, onTrial: false },
      },
      { messageId: parts.ids(), at: parts.now(), by: person.login },
    )
    const sentence = await foretold(message, parts, 'Not proposed')
    return { window, version, sentence, messageId: await sent(message, parts) }
  },
)

export const upkeepRoutes = [listRoute, keepRoute, dropRoute, dueRoute, proposeRoute]

/** What production has said no to may be asked again, at another time. */
const isOpen = ({ due: { planned } }: PlanStanding): boolean => !planned || planned.state === 'rejected'

async function readPlans(reader: Reader, { upkeep }: ApiParts, wished?: string): Promise<UpkeepList> {
  const plants = plantsNamed(reader, 'assets.read', wished)
  return {
    plans: (await upkeep.standings(plants)).toSorted(byDue).map(viewOf),
    mayManage: plants.filter((plant) => mayIn(reader.grants, 'assets.manage', plant)),
  }
}

async function cheapest({ upkeep }: ApiParts, standing: PlanStanding): Promise<string> {
  const [best] = await upkeep.best([standing])
  if (!best || 'sentence' in best)
    throw refused('NO_TIME', `No time is known for it: ${best?.sentence ?? ''} Say when it is to begin.`)
  return best.slot.from
}

const refused = (code: string, sentence: string): Trouble =>
  new Trouble(422, code, 'Not taken', `${sentence} Nothing was changed.`)
