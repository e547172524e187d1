import { randomUUID } from 'node:crypto'
import { systemClock } from '#kernel/world'
import { access, atlas as dialect } from '../../simulators/atlas/atlas.ts'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { noFaults } from '../../simulators/cmms/faults.ts'
import { atlas } from '../../src/connectors/atlas/index.ts'
import { cmmsContract, macOf } from './cmms.ts'

const events = [
  ...['NEW_WORK_ORDER', 'WORK_ORDER_CHANGE', 'WORK_ORDER_STATUS_CHANGE', 'WORK_ORDER_DELETE'],
  ...['NEW_REQUEST', 'WORK_REQUEST_STATUS_CHANGE', 'ASSET_STATUS_CHANGE', 'PART_CHANGE', 'PART_QUANTITY_CHANGED'],
]

cmmsContract({
  name: 'Atlas CMMS',
  hasSessions: true,
  tellsDowntime: true,
  partsLeave: 'at once',
  start: (faults) => startCmms(dialect, { faults: { ...noFaults(), ...faults }, callsLan: true }),
  connect: (url, pace, system) => {
    const { email, password, secret } = access
    const settings = {
      url,
      email,
      password,
      secrets: [secret],
      plants: ['A'],
      system,
      counts: 'compared',
      meters: 'told',
      ...pace,
    }
    return atlas.connect(atlas.settings.parse(settings)).books
  },
  // One address is one kind of event there.
  subscribe: ({ desk }, url) => {
    for (const event of events) desk.subscribe(event, url, access.secret)
  },
  hook(secret) {
    const said = { workOrderId: 7, workOrderTitle: 'Replace seal', previousStatus: 'OPEN', newStatus: 'IN_PROGRESS' }
    const occurredAt = systemClock.now().replace('Z', '+00:00')
    const body = JSON.stringify({ ...said, occurredAt, companyId: 1, changedWorkOrder: null })
    const headers = {
      'x-webhook-event': 'WORK_ORDER_STATUS_CHANGE',
      'x-webhook-id': randomUUID(),
      'x-webhook-timestamp': String(Date.now()),
      'x-webhook-signature': macOf(secret, body),
    }
    return { headers, body }
  },
})
