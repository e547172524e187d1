import { z } from 'zod'
import {
  ActionResult,
  ApprovalAnswer,
  ApprovalList,
  Changed,
  Claim,
  ExceptionAction,
  ExceptionList,
  Journey,
  MessageList,
  MessageQuery,
  OrderList,
  OrderView,
  Session,
  SignIn,
  Today,
} from '../../src/api/contract.ts'
import { OrderCost } from '../../src/model/order-cost.ts'
import { meanings } from './needs.ts'
import { notThere, problem, Refusal } from './problems.ts'
import { fieldTable, fieldTables, previewRecord } from './wire.ts'
import { alertsAnswer } from './alerts.ts'
import { accessAnswer } from './access.ts'
import { readinessAnswer } from './readiness.ts'
import { reconciliationAnswer } from './reconciliation.ts'
import { materialAnswer } from './material.ts'
import { replansAnswer } from './replans.ts'
import { replaysAnswer } from './replays.ts'
import { retentionAnswer } from './retention.ts'
import { rulesAnswer } from './rules-routes.ts'
import { unitCostAnswer } from './unit-cost.ts'
import { explained, values } from './why.ts'
import { lossesAnswer } from './losses.ts'
import { plantDayAnswer } from './plant-day.ts'
import { machinesAnswer } from './machines.ts'
import { metersAnswer } from './meters.ts'
import { breakdownsAnswer } from './breakdowns.ts'
import { costsAnswer } from './asset-costs.ts'
import { partsAnswer } from './spare-parts.ts'
import { workOrdersAnswer } from './work-orders.ts'
import { reachAnswer } from './reach.ts'
import { dueWorkAnswer, upkeepAnswer } from './upkeep.ts'
import { assetsAnswer, windowsAnswer, workCentresAnswer } from './windows.ts'
import { workCentreAnswer } from './work-centre.ts'
import { previewUndo, undo } from './undo.ts'
import type { World } from './world.ts'

/** What the stage answers, each answer held against the contract before it leaves. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  /** The body as it came. */
  readonly text: string
  readonly csrf: string | undefined
  readonly changed: (topics: z.infer<typeof Changed>['topics']) => void
}

export function answer(world: World, asked: Asked): unknown {
  const [, first = '', second, third] = asked.path.split('/')
  const open = ['session', 'floor', 'events'].includes(first) || second === 'link'
  if (asked.method !== 'GET' && !open && asked.csrf !== world.session.csrf)
    throw new Refusal(problem(403, 'CSRF', 'This page is too old', 'Load it again, then repeat what you did.'))
  switch (`${asked.method} ${first}`) {
    case 'GET session':
      return Session.parse(world.session)
    case 'POST session':
      return second === 'claim' ? claim(world, asked.body) : signIn(world, asked.body)
    case 'DELETE session':
      return undefined
    case 'GET today':
      return Today.parse(world.today(asked.query.get('plant') ?? undefined))
    case 'GET messages':
      if (second && third === 'undo') return previewUndo(world, decodeURIComponent(second))
      return second ? journey(world, decodeURIComponent(second)) : messages(world, asked.query)
    case 'POST messages':
      return undo(world, decodeURIComponent(second ?? ''), asked)
    case 'GET exceptions':
      return exceptions(world, asked.query)
    case 'POST exceptions':
      return act(world, asked)
    case 'GET approvals':
      return ApprovalList.parse({
        items: world.approvals.filter(
          ({ answer: given }) => (given === null) === (asked.query.get('state') !== 'closed'),
        ),
      })
    case 'POST approvals':
      return sign(world, second ?? '', asked)
    case 'GET orders':
      if (second && third === 'cost') return cost(decodeURIComponent(second))
      return second ? order(world, decodeURIComponent(second)) : orders(world, asked.query)
    case 'GET unit-cost':
      return unitCostAnswer(world, decodeURIComponent(second ?? ''))
    case 'GET why':
      return second ? explained(world, decodeURIComponent(second), asked.query) : values(world, asked.query.get('q'))
    case 'GET wire':
      if (!second) return world.speaks ? fieldTables() : { items: [] }
      return fieldTable(decodeURIComponent(second), asked.query.get('record'), world.journeys)
    case 'POST wire':
      return previewRecord(asked.text)
    case 'GET readiness':
      return readinessAnswer(world, asked.query)
    case 'GET reconciliation':
      return reconciliationAnswer(world, asked.query)
    case 'GET replays':
    case 'POST replays':
      return replaysAnswer(world, second, asked)
    case 'GET alerts':
    case 'POST alerts':
      return alertsAnswer(world, second, asked)
    case 'GET rules':
    case 'POST rules':
      return rulesAnswer(world, second, asked)
    case 'GET floor':
    case 'POST floor':
    case 'POST events':
      return workCentreAnswer(world, second, asked)
    case 'GET breakdowns':
    case 'POST breakdowns':
      return breakdownsAnswer(world, asked.method)
    case 'GET windows':
    case 'POST windows':
      return windowsAnswer(world, asked)
    case 'GET maintenance-orders':
      return workOrdersAnswer(world)
    case 'GET spare-parts':
      return partsAnswer(world)
    case 'GET asset-costs':
      return costsAnswer(world)
    case 'GET material':
      return materialAnswer(world)
    case 'GET replans':
    case 'POST replans':
      return replansAnswer(world, asked.path.split('/').slice(1), asked)
    case 'GET maintenance-reach':
      return reachAnswer(world)
    case 'GET losses':
      return lossesAnswer(world, asked)
    case 'GET plant-day':
      return plantDayAnswer(world, asked)
    case 'GET machines':
      return machinesAnswer(world.machines)
    case 'GET upkeep':
    case 'POST upkeep':
      return upkeepAnswer(world, asked)
    case 'GET due-work':
    case 'POST due-work':
      return dueWorkAnswer(world, asked)
    case 'GET meters':
    case 'POST meters':
      return metersAnswer(world, asked)
    case 'GET work-centres':
      return workCentresAnswer()
    case 'GET assets':
    case 'POST equipment':
      return assetsAnswer(world, asked)
    case 'GET retention':
      return retentionAnswer(world, undefined, asked)
    case 'POST legal-holds':
      return retentionAnswer(world, second, asked)
    case 'GET keys':
    case 'POST keys':
    case 'GET people':
    case 'POST people':
    case 'DELETE invitations':
      return accessAnswer(world, [first, second], asked)
    default:
      throw new Refusal(problem(404, 'NO_ROUTE', 'There is no such route', `${first}/${second ?? ''}${third ?? ''}`))
  }
}

const cost = (order: string): unknown =>
  OrderCost.parse({
    order,
    currency: 'EUR',
    materials: '1204.00',
    machine: '412.50',
    labour: '198.00',
    extra: '0.00',
    total: '1814.50',
    output: '1080.00',
    workInProgress: '734.50',
    variance: '0.00',
    quantity: { value: '60', uom: 'H87' },
  })

function signIn(world: World, body: unknown): unknown {
  const { password } = SignIn.parse(body)
  if (password === 'wrong')
    throw new Refusal(
      problem(
        401,
        'SIGN_IN_REFUSED',
        'Name or password is wrong',
        'Try again; after ten failures the name rests for a quarter of an hour.',
      ),
    )
  return Session.parse(world.session)
}

function claim(world: World, body: unknown): unknown {
  const { token } = Claim.parse(body)
  if (token.startsWith('used'))
    throw new Refusal(
      problem(410, 'LINK_USED', 'This link was used already', 'Ask an administrator for a new one, or sign in.'),
    )
  return Session.parse(world.session)
}

function journey(world: World, id: string): unknown {
  const found = world.journeys.find(({ message }) => message.messageId === id)
  if (!found) throw notThere('message')
  return Journey.parse({
    ...found,
    exceptions: world.exceptions.filter(({ messageId }) => messageId === id),
  })
}

function messages(world: World, asked: URLSearchParams): unknown {
  const query = MessageQuery.parse(Object.fromEntries(asked))
  const limit = query.limit ?? 50
  const from = Number(query.before ?? 0)
  const found = world.journeys
    .filter(({ message: row, runs, event }) => {
      const text = JSON.stringify([row.id, row.subject, row.key, row.correlation, event]).toLowerCase()
      return (
        (!query.q || text.includes(query.q.toLowerCase())) &&
        (!query.type || row.type === query.type) &&
        (!query.progress || query.progress.split(',').includes(row.progress)) &&
        (!query.plant || row.plant === query.plant) &&
        (!query.code || row.code === query.code) &&
        (!query.flow || runs[0]?.flow === query.flow) &&
        (!query.since || row.receivedAt >= query.since) &&
        (!query.until || row.receivedAt < query.until) &&
        (!query.repeated || row.duplicates > 0)
      )
    })
    .map(({ message }) => message)
    .sort((left, right) => right.receivedAt.localeCompare(left.receivedAt))
  return MessageList.parse({
    items: found.slice(from, from + limit),
    next: found.length > from + limit ? String(from + limit) : null,
  })
}

function exceptions(world: World, query: URLSearchParams): unknown {
  const open = query.get('state') !== 'closed'
  const rows = world.exceptions.filter(
    (row) =>
      (row.closedAt === null) === open &&
      (!query.get('plant') || row.plant === query.get('plant')) &&
      (!query.get('code') || row.code === query.get('code')),
  )
  const codes = [...new Set(rows.map(({ code }) => code))]
  return ExceptionList.parse({
    groups: codes.map((code) => {
      const items = rows.filter((row) => row.code === code)
      return {
        code,
        meaning: meanings[code] ?? 'Odoo refused it',
        count: items.length,
        oldest: items.map(({ openedAt }) => openedAt).sort()[0],
        items,
      }
    }),
  })
}

function act(world: World, { body, changed }: Asked): unknown {
  const deed = ExceptionAction.parse(body)
  if (deed.action === 'correct' && String(deed.body['order'] ?? '') === '')
    throw new Refusal({
      ...problem(422, 'SCHEMA', 'The corrected event is not whole', 'Correct what is named and try again.'),
      errors: [{ pointer: '/order', code: 'MISSING', detail: 'must not be empty' }],
    })
  const resolution = { retry: 'retried', correct: 'corrected', skip: 'skipped', override: 'overridden', assign: '' }[
    deed.action
  ]
  const result = { done: 0, refused: [] as { id: string; code: string; sentence: string }[] }
  for (const id of deed.ids) {
    const at = world.exceptions.findIndex(({ exceptionId }) => exceptionId === id)
    const row = world.exceptions[at]
    if (!row || !row.may.includes(deed.action)) {
      result.refused.push({ id, code: 'NOT_ALLOWED', sentence: `${row?.title ?? 'It'} cannot be treated like this.` })
      continue
    }
    result.done++
    world.exceptions[at] =
      deed.action === 'assign'
        ? { ...row, assignedTo: deed.to }
        : {
            ...row,
            closedAt: new Date().toISOString(),
            closedBy: world.session.login,
            resolution,
            reason: deed.reason ?? null,
          }
  }
  changed(['exceptions', 'messages', 'today', 'orders'])
  return ActionResult.parse(result)
}

function sign(world: World, id: string, { body, changed }: Asked): unknown {
  const given = ApprovalAnswer.parse(body)
  const at = world.approvals.findIndex(({ approvalId }) => approvalId === id)
  const row = world.approvals[at]
  if (!row) throw notThere('approval')
  if (given.shownHash !== row.shownHash)
    throw new Refusal(problem(409, 'SHOWN_CHANGED', 'It is not what you saw any more', 'Read it again, then answer.'))
  if (given.password === 'wrong')
    throw new Refusal(problem(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.'))
  world.approvals[at] = {
    ...row,
    answer: given.answer,
    answeredBy: world.session.login,
    answeredAt: new Date().toISOString(),
    reason: given.reason,
  }
  changed(['approvals', 'messages', 'today'])
  return world.approvals[at]
}

function orders(world: World, query: URLSearchParams): unknown {
  const q = query.get('q')?.toLowerCase()
  const items = world.orders
    .map(({ order: row }) => row)
    .filter(
      (row) =>
        (!query.get('plant') || row.plant === query.get('plant')) &&
        (!query.get('state') || row.state === query.get('state')) &&
        (!q || `${row.label} ${row.key} ${row.itemName} ${row.item}`.toLowerCase().includes(q)),
    )
    .sort((left, right) => right.changedAt.localeCompare(left.changedAt))
  return OrderList.parse({ items, next: null })
}

function order(world: World, key: string): unknown {
  const found = world.orders.find(({ order: row }) => row.key === key)
  if (!found) throw notThere('order')
  return OrderView.parse(found)
}
