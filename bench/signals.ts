import { setTimeout as pause } from 'node:timers/promises'
import type { MqttClient } from 'mqtt'
import { aBroker, withoutBroker } from '../test/support/broker.ts'
import { assertBooked, bookingsIn } from './harness/bookings.ts'
import { circumstances } from './harness/circumstances.ts'
import { benchHub, PLANT } from './harness/hub.ts'
import { untilKnown } from './harness/reporter.ts'
import { rowOf } from './harness/row.ts'
import { benchSimulatedOdoo } from './harness/simulated-odoo.ts'
import { lateness, URGENT_ORDERS, URGENT_RATE, urgentFrom, within } from './harness/urgent.ts'
import type { Wish } from './harness/wish.ts'

const MACHINES = 200
const SYSTEM = 'machines'
const NAME = 'signals.storm'
/** So many signals wait for each event that is asked for: the storm outlasts what is measured beside it. */
const TIMES = 25

/** What production sends is booked about as soon while machines say very much as while they say nothing. */
export async function signals({ postgres, times, events, seconds, tell, absent, say }: Wish): Promise<void> {
  if (withoutBroker) return absent({ name: NAME, why: withoutBroker })
  const ours: number[] = []
  const idle: number[] = []
  for (let time = 0; time < times; time++) {
    await using odoo = await benchSimulatedOdoo('workers=2')
    await using broker = await aBroker()
    const journal = await postgres.database(`hub_signals_${time}`)
    const settings = { url: broker.url, topics, rules, receiveMaximum: 200 }
    await using hub = await benchHub(
      journal,
      [
        { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: odoo.access },
        { id: SYSTEM, kind: 'mqtt', title: 'Machines', plants: [PLANT], settings },
      ],
      { outbound: { hosts: ['127.0.0.1'], networks: ['127.0.0.1/32'] } },
    )
    const orders = await odoo.orders(URGENT_ORDERS)
    await untilKnown(journal.pool, URGENT_ORDERS)
    const urgent = await urgentFrom(orders, hub)
    const heard = async (): Promise<number> =>
      (await journal.pool.query<{ taken: number }>('select taken from machine_stream')).rows[0]?.taken ?? 0
    const machines = await broker.machines()

    await urgent.send(Math.min(5, seconds))
    const parties = { hub: hub.hub.child.pid!, 'simulated Odoo': odoo.pid }
    const sent = () => circumstances(journal, parties, () => urgent.send(seconds))
    const { result: alone, told: toldAlone } = await sent()
    say(`alone: ${toldAlone}`)
    const storm = TIMES * events
    // It hears nothing meanwhile: all of the storm waits when production begins.
    hub.hub.child.kill('SIGSTOP')
    try {
      await blow(machines, storm)
    } finally {
      hub.hub.child.kill('SIGCONT')
    }
    await broken(heard)
    const before = await heard()
    say(`${storm} signals are said, ${before} of them heard; production for ${seconds} s …`)
    const from = performance.now()
    const { result: beside, told: toldBeside } = await sent()
    say(`in the storm: ${toldBeside}`)
    const after = await heard()
    if (after >= storm) throw new Error(`the storm of ${storm} was over too soon: ask for more with --events`)
    say(`${(((after - before) * 1000) / (performance.now() - from)).toFixed(0)} signals/s were heard meanwhile`)
    while ((await heard()) < storm) await pause(200)

    await odoo.untilBooked(urgent.acknowledged.length)
    const booked = await bookingsIn(odoo)
    assertBooked(urgent.acknowledged, booked)
    const took = lateness(booked)
    idle.push(within(alone, took, 0.95))
    ours.push(within(beside, took, 0.95))
    say(`p95 ${idle.at(-1)!.toFixed(0)} ms alone, ${ours.at(-1)!.toFixed(0)} ms in the storm`)
    urgent.close()
  }
  const against = `the same holds and liftings, ${URGENT_RATE}/s, while machines say nothing`
  tell(rowOf({ name: NAME, unit: 'ms', against, goal: { atMost: 1.1 } }, ours, idle))
}

const topics = [
  { topic: 'hall/{asset}/state', signal: 'state', value: '/value', time: '/at' },
  { topic: 'hall/{asset}/count', signal: 'count', value: '/value', time: '/at' },
]
const rules = [
  { rule: 'stands', title: 'The machine stands still', when: { signal: 'state', is: ['Stopped'] } },
  {
    rule: 'starved',
    title: 'Nothing comes',
    when: { unchanged: 'count', while: { signal: 'state', is: ['Execute'] } },
  },
]

/** Until the storm has broken: the broker may have taken the hub for gone and it has to come back first. */
async function broken(heard: () => Promise<number>): Promise<void> {
  while ((await heard()) === 0) await pause(50)
}

async function blow(machines: MqttClient, storm: number): Promise<void> {
  const began = Date.now()
  const sent: Promise<unknown>[] = []
  for (let nth = 0; nth < storm; nth++) {
    const at = new Date(began + nth).toISOString()
    const payload = JSON.stringify({ value: nth, at })
    sent.push(machines.publishAsync(`hall/CELL-${nth % MACHINES}/count`, payload, { qos: 1 }))
    if (sent.length === 500) await Promise.all(sent.splice(0))
  }
  await Promise.all(sent)
}
