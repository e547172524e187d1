import { mayIn } from '#governance/rights'
import type { WindowFile } from '#model/maintenance-window-case'
import { foretold, sent } from '../actions/by-hand.ts'
import { prepared, type Reader } from '../pages/reader.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { plannedByHand, steppedByHand } from './by-hand.ts'
import { WindowAnswer, WindowStep, WindowWish } from './contract.ts'

const findWindow = prepared('find-window')

const planRoute = route(
  {
    name: 'planWindow',
    method: 'POST',
    path: '/api/v1/windows',
    access: ['windows.plan'],
    summary: 'Plans a maintenance window, or another time for one that was planned here; production is asked',
    body: WindowWish,
    answer: WindowAnswer,
    status: 200,
    refuses: [404, 409, 422, 503],
  },
  async ({ reader, person, body }, parts) => {
    if (!mayIn(person.grants, 'windows.plan', body.plant)) throw notAllowed()
    if (body.window !== undefined) {
      const { data } = await plannedHere(reader, body.plant, body.window)
      if (data.version !== body.version)
        throw new Trouble(
          409,
          'STALE_VERSION',
          'Not changed',
          `${body.window} has been changed meanwhile. Load the page again and look at it as it is.`,
        )
    }
    const { window, version, message } = plannedByHand(body, {
      messageId: parts.ids(),
      at: parts.now(),
      by: person.login,
    })
    const sentence = await foretold(message, parts, 'Not planned')
    if (body.onTrial) return { window, version, sentence, messageId: null }
    return { window, version, sentence, messageId: await sent(message, parts) }
  },
)

const stepRoute = route(
  {
    name: 'stepWindow',
    method: 'POST',
    path: '/api/v1/windows/steps',
    access: ['windows.plan'],
    summary: 'Says of a window that was planned here that it has begun, is over, or is called off',
    body: WindowStep,
    answer: WindowAnswer,
    status: 200,
    refuses: [404, 409, 422, 503],
  },
  async ({ reader, person, body }, parts) => {
    if (!mayIn(person.grants, 'windows.plan', body.plant)) throw notAllowed()
    const { data } = await plannedHere(reader, body.plant, body.window)
    const message = steppedByHand(body, { messageId: parts.ids(), at: parts.now(), by: person.login })
    const sentence = await foretold(message, parts, 'Not planned')
    return { window: body.window, version: data.version, sentence, messageId: await sent(message, parts) }
  },
)

export const planningRoutes = [planRoute, stepRoute]

/** What was planned elsewhere is changed there: a word said here would be overtaken by the next one from there. */
async function plannedHere({ database, home }: Reader, plant: string, window: string): Promise<{ data: WindowFile }> {
  const [row] = await database.all<{ data: WindowFile }>(findWindow, [home, plant, window])
  if (!row) throw notFound('window')
  const { order } = row.data
  if (order)
    throw new Trouble(
      409,
      'PLANNED_ELSEWHERE',
      'Not changed',
      `${window} is for the maintenance order ${order}. Change it where that is planned, and it is changed here.`,
    )
  return row
}
