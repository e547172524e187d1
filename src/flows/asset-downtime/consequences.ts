import { defineFlow, type Outcome, wasRefused } from '#engine'
import { seconds } from '#kernel/time'
import { DowntimeWeighed } from '#model/asset-downtime'
import { DOWNTIME_WEIGHED } from '#model/asset-downtime-events'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { CapacityDesk } from '#model/ports/capacity-desk'
import { ordersAtRisk } from './at-risk.ts'
import { blockName } from './blocks.ts'
import { replanned } from './replanned.ts'
import { riskText } from './words.ts'

/** Which orders a standstill is in the way of, and what customers were promised of them: for whoever is alerted. */
export const downtimeConsequences = defineFlow({
  name: 'downtime-consequences',
  version: '1',
  purpose: 'Whoever plans knows at once which orders and which promises to customers a breakdown puts at risk',
  owner: 'planner',
  on: [DOWNTIME_WEIGHED],
  body: DowntimeWeighed,
  target: { p95: seconds(10), p99: seconds(60) },
  asksOwner: true,

  facts: ({ plant }, { asset, downtime }, file: { readonly data: DowntimeFile } | undefined) => {
    const block = file?.data.downtimes.find(({ number }) => number === downtime)?.block
    const window = blockName(plant, asset, downtime)
    return {
      ground: block
        ? CapacityDesk.consequences({ plant, window, equipment: [asset], from: block.from, to: block.to })
        : undefined,
    }
  },

  decide({ message, body, facts: { ground }, file, now, policy }): Outcome<DowntimeFile> {
    const mine = file?.data.downtimes.find(({ number }) => number === body.downtime)
    if (!file || !mine?.block || !ground || wasRefused(ground))
      return { verdict: 'accepted', sentence: 'No order of the ERP is known to be in its way.' }
    const orders = ordersAtRisk(mine.block, ground.operations)
    const sells = ground.operations.some(({ sales }) => sales !== undefined)
    const weighed = { ...mine, atRisk: { at: now, orders, sells } }
    const downtimes = file.data.downtimes.map((one) => (one.number === mine.number ? weighed : one))
    const data = { ...file.data, downtimes }
    return {
      verdict: 'accepted',
      sentence: `${file.data.order.label}: ${riskText(orders, policy.timeZone)}`,
      file: { state: file.state, data },
      events: replanned(message, data, weighed),
    }
  },

  answered: (): Outcome<DowntimeFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
