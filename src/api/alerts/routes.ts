import { z } from 'zod'
import type { AlertListRow } from '#alerts'
import { type Grant, mayIn } from '#governance/rights'
import { ActionResult, PlantId } from '../contract.ts'
import { plantsFor } from '../pages/reader.ts'
import { notAllowed, notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { AlertAction, AlertList, type AlertRow, AlertTest, AlertTested } from './contract.ts'
import { linkRoutes } from './links.ts'

const listRoute = route(
  {
    name: 'listAlerts',
    method: 'GET',
    path: '/api/v1/alerts',
    access: ['alerts.read'],
    summary: 'What is wrong or was, who was told, who sees to it; and who can be told',
    query: z.strictObject({ state: z.enum(['open', 'closed']).default('open'), plant: PlantId.optional() }),
    answer: AlertList,
  },
  async ({ reader, person, query }, { alerts, rules }) => {
    const plants = plantsFor(reader, 'alerts.read', query.plant)
    const rows = await alerts.book.list(plants, query.state)
    const { recipients } = rules.live.now().rules.alerting
    return {
      items: rows.map((row) => alertFrom(row, person.grants)),
      recipients: recipients
        .filter(({ plant }) => plants === null || plants.includes(plant))
        .map(({ plant, id, via }) => ({ plant, id, via, mayTest: mayIn(person.grants, 'alerts.test', plant) })),
    }
  },
)

const actRoute = route(
  {
    name: 'actOnAlerts',
    method: 'POST',
    path: '/api/v1/alerts/actions',
    access: ['alerts.acknowledge'],
    summary: 'Says that somebody has seen alerts and sees to them, or takes that back; each is judged by itself',
    body: AlertAction,
    answer: ActionResult,
    status: 200,
  },
  async ({ person, body: { ids, action, note } }, { alerts: { book, ring } }) => {
    const plants = await book.plantsOf(ids)
    const result: ActionResult = { done: 0, refused: [] }
    for (const id of new Set(ids)) {
      const plant = plants.get(id)
      const sees = plant !== undefined && mayIn(person.grants, 'alerts.read', plant)
      if (!sees) result.refused.push({ id, ...sentences.unknown })
      else if (!mayIn(person.grants, 'alerts.acknowledge', plant)) result.refused.push({ id, ...sentences.notAllowed })
      else {
        const done =
          action === 'acknowledge'
            ? (await book.acknowledge([id], person.login, note)) > 0
            : await book.release(id, person.login, note)
        if (done) result.done++
        else result.refused.push({ id, ...sentences.done })
      }
    }
    if (result.done > 0) ring()
    return result
  },
)

const testRoute = route(
  {
    name: 'testAlert',
    method: 'POST',
    path: '/api/v1/alerts/test',
    access: ['alerts.test'],
    summary: 'Tells one recipient that nothing is wrong, by the way alerts go',
    body: AlertTest,
    answer: AlertTested,
    refuses: [404],
  },
  async ({ person, body }, { alerts: { book, ring }, rules, plants }) => {
    if (!mayIn(person.grants, 'alerts.test', body.plant)) throw notAllowed()
    const recipient = rules.live
      .now()
      .rules.alerting.recipients.find(({ plant, id }) => plant === body.plant && id === body.recipient)
    if (!recipient) throw notFound('recipient')
    const plantName = plants.find(({ id }) => id === body.plant)?.name ?? body.plant
    const notice = await book.test(recipient, plantName, person.login)
    ring()
    return { notice }
  },
)

const sentences = {
  unknown: { code: 'NOT_FOUND', sentence: 'There is no such alert, or it is not yours to see.' },
  notAllowed: { code: 'NOT_AUTHORISED', sentence: 'Your role does not allow this in that plant.' },
  done: { code: 'ALREADY_DONE', sentence: 'Somebody was faster, or it is over. Load the page again to see.' },
} as const

export const alertRoutes = [listRoute, actRoute, testRoute, ...linkRoutes]

const alertFrom = (row: AlertListRow, grants: readonly Grant[]): AlertRow => {
  const mayAct = row.closed_at === null && mayIn(grants, 'alerts.acknowledge', row.plant)
  return {
    alertId: row.alert_id,
    plant: row.plant,
    cause: row.cause as AlertRow['cause'],
    about: row.about,
    severity: row.severity,
    owner: row.owner_role,
    sentence: row.sentence,
    now: row.what_now,
    link: row.link,
    count: row.count,
    most: row.most,
    openedAt: row.opened_at,
    returns: row.returns,
    clearedAt: row.cleared_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    note: row.note,
    closedAt: row.closed_at,
    told: row.told.map(({ recipient, via, what, at, state }) => ({
      recipient,
      via,
      what,
      at: new Date(at).toISOString(),
      state: state as AlertRow['told'][number]['state'],
    })),
    may: mayAct ? [row.acknowledged_at === null ? 'acknowledge' : 'release'] : [],
  }
}
