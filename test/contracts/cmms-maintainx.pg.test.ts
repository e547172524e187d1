import { systemClock } from '#kernel/world'
import { startCmms } from '../../simulators/cmms/cmms.ts'
import { noFaults } from '../../simulators/cmms/faults.ts'
import { access, maintainX as dialect } from '../../simulators/maintainx/maintainx.ts'
import { maintainX } from '../../src/connectors/maintainx/index.ts'
import { cmmsContract, macOf } from './cmms.ts'

const events = [
  ...['NEW_WORK_ORDER', 'WORK_ORDER_CHANGE', 'WORK_ORDER_STATUS_CHANGE', 'WORK_ORDER_DELETE'],
  ...['NEW_WORK_REQUEST', 'WORK_REQUEST_STATUS_CHANGE', 'PART_QUANTITY_CHANGE'],
]

cmmsContract({
  name: 'MaintainX',
  hasSessions: false,
  tellsDowntime: false,
  partsLeave: 'with the work',
  start: (faults) => startCmms(dialect, { faults: { ...noFaults(), ...faults } }),
  connect: (url, pace, system) => {
    const { apiKey, organization, secret } = access
    const by = { url: `${url}/v1`, apiKey, organization, secrets: [secret] }
    const settings = { ...by, plants: ['A'], system, counts: 'compared', meters: 'told', ...pace }
    return maintainX.connect(maintainX.settings.parse(settings)).books
  },
  subscribe: ({ desk }, url) => {
    for (const event of events) desk.subscribe(event, url)
  },
  hook(secret) {
    const said = {
      newStatus: 'DONE',
      oldStatus: 'IN_PROGRESS',
      occurredAt: systemClock.now(),
      orgId: 1,
      workOrderId: 7,
    }
    const body = JSON.stringify(said)
    const t = Math.floor(Date.now() / 1000)
    return { headers: { 'x-maintainx-webhook-body-signature': `t=${t},v1=${macOf(secret, `${t}.${body}`)}` }, body }
  },
})
