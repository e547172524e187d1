import { expect } from 'vitest'
import { defineFlow } from '#engine'
import { seconds } from '#kernel/time'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OutputReceived } from '#model/production'
import { quantity } from '#model/quantity'
import { apiGround } from './api-ground.ts'
import { type TestPerson } from './api.ts'
import { aMessage, anOrder } from './builders.ts'
import { ledgerDouble } from './ledger-double.ts'
import { flows } from '../../src/flows/index.ts'
import {
  ActionResult,
  type ExceptionAction,
  ExceptionList,
  type ExceptionRow,
  Journey,
} from '../../src/api/contract.ts'
import { eventually } from './eventually.ts'

/** What the asking flow shows and does. */
const intended = { quantity: '1' }
/** Scrap is asked about here, to see the way of a question. */
const asking = defineFlow({
  name: 'asking',
  version: '1',
  purpose: 'Scrap is booked when somebody says yes',
  owner: 'supervisor',
  on: ['mfg.production.scrap.recorded.v1'],
  body: OutputReceived,
  target: { p95: seconds(30), p99: seconds(60) },
  decide: ({ body, permits }) => {
    const intents = [ProductionLedger.receiveOutput({ ...body, quantity: quantity(intended.quantity) })]
    if (permits.includes('APPROVED')) return { verdict: 'accepted', sentence: 'Approved and booked.', intents }
    const question = { role: 'supervisor', text: 'May it be booked?', shown: { ...intended }, yes: intents }
    return { verdict: 'asked', sentence: 'Somebody has to say yes.', question }
  },
  answered: () => ({ verdict: 'accepted', sentence: 'Heard.' }),
})

/** A hub whose people decide: with exceptions and questions, and two supervisors who look at them. */
export async function decisionsGround() {
  const all = [asking, ...flows.filter(({ on }) => !on.includes(asking.on[0]!))]
  const { database, ledger, engine, api } = await apiGround(ledgerDouble(), {
    hub: {
      flowFor: (type) => all.find((flow) => flow.on.includes(type)),
      flowNamed: (name) => all.find((flow) => flow.name === name),
      ownerInsteadOf: ({ source }) => (source.endsWith('/stranger') ? 'mes' : undefined),
    },
  })
  const eva = await api.person('eva', { role: 'supervisor', plant: 'A' })
  const max = await api.person('max', { role: 'supervisor', plant: '*' })

  let orders = 0
  /** The name of an order that its owner does not know, or not yet. */
  const unheardOf = () => `odoo.${++orders}`
  const order = (over = {}) => {
    const id = unheardOf()
    ledger.orders.set(id, anOrder({ id, label: `WH/MO/${orders}`, ...over }))
    return id
  }
  const report = async (key: string, value: string, over = {}, type = 'output.received') => {
    const event = aMessage(type, { order: key, quantity: { value, uom: 'H87' } }, over)
    await engine.receive([event])
    return event
  }
  const exceptionOf = (messageId: string, state = 'open') =>
    eventually(async () => {
      const { groups } = ExceptionList.parse((await max.get(`/api/v1/exceptions?state=${state}`)).json())
      const found = groups.flatMap(({ items }) => items).find((item) => item.messageId === messageId)
      expect(found).toBeDefined()
      return found as ExceptionRow
    })
  const journey = async (messageId: string) => Journey.parse((await max.get(`/api/v1/messages/${messageId}`)).json())
  const becomes = (messageId: string, progress: string, verdict: string) =>
    eventually(async () => expect((await journey(messageId)).message).toMatchObject({ progress, verdict }))
  const act = async (person: TestPerson, deed: ExceptionAction) => {
    const answer = await person.post('/api/v1/exceptions/actions', deed)
    expect(answer.statusCode, answer.body).toBe(200)
    return ActionResult.parse(answer.json())
  }
  const done = { done: 1, refused: [] }
  const bookedFor = (messageId: string, key: string) =>
    ledger.booked.filter(({ body }) => (body as { order: string }).order === key).map(({ body }) => body)
  return {
    database,
    ledger,
    engine,
    api,
    eva,
    max,
    intended,
    order,
    unheardOf,
    report,
    exceptionOf,
    journey,
    becomes,
    act,
    done,
    bookedFor,
  }
}
