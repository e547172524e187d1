import type { z } from 'zod'
import { seconds } from '#kernel/time'
import { type Downtime, type DowntimeFile, isCounted, type OrderAtRisk } from '#model/asset-downtime-case'
import type { CountedDowntime } from '#model/downtime-record-case'
import type { Saying } from '#model/standstills'
import type { BreakdownView } from './contract.ts'

type View = z.input<typeof BreakdownView>

/** Standstills of an asset as the pages show them. */
export const viewsOf = (
  plant: string,
  { asset, order: { label }, downtimes }: DowntimeFile,
  counted: Readonly<Record<string, CountedDowntime>> | null,
): readonly View[] => downtimes.map((one) => viewOf(plant, asset, label, one, counted?.[one.number]))

/** Those that last first, then the latest. */
export const asListed = (one: View, other: View): number =>
  Number(other.state === 'down') - Number(one.state === 'down') || (one.from < other.from ? 1 : -1)

function viewOf(plant: string, asset: string, name: string, one: Downtime, counted: CountedDowntime | undefined): View {
  const {
    number,
    from,
    until = null,
    voided,
    isFailure,
    reason = null,
    order = null,
    failure = null,
    said,
    block,
    atRisk,
  } = one
  return {
    ...{ plant, asset, name, number, from, until, isFailure, reason, order, failure },
    state: voided ? 'void' : until === null ? 'down' : 'over',
    isCounted: isCounted(one),
    lacksCode: !voided && until !== null && order !== null && failure?.mode === undefined,
    voided: voided ?? null,
    said: said.map(evidenceOf),
    block: block ? { ...block, workCentre: { ...block.workCentre } } : null,
    counted: counted ? countedOf(counted) : null,
    atRisk: atRisk ? { at: atRisk.at, sells: atRisk.sells, orders: atRisk.orders.map(riskOf) } : null,
  }
}

const countedOf = ({ erp, minutes, loss, link }: CountedDowntime): View['counted'] => ({
  erp,
  minutes: minutes === undefined ? null : Number(minutes),
  loss: loss ?? null,
  link: link ?? null,
})

const evidenceOf = ({ message, what, at, heard, by, actor, detectedBy, reason }: Saying): View['said'][number] => ({
  ...{ messageId: message, what, at, heard, by },
  actor: actor ?? null,
  detectedBy: detectedBy ?? null,
  reason: reason ?? null,
})

const riskOf = ({ order, label, isStarted, isUrgent, minutes, promised, expected, lateBy, sales }: OrderAtRisk) => ({
  ...{ order, label, isStarted, isUrgent, minutes },
  promised: promised ?? null,
  expected: expected ?? null,
  lateSeconds: Math.round(lateBy / seconds(1)),
  sales: sales.map((sale) => ({
    ...{ order: sale.order, customer: sale.customer },
    link: sale.link ?? null,
    reference: sale.reference ?? null,
    promised: sale.promised ?? null,
    value: sale.value ?? null,
    currency: sale.currency ?? null,
    lateSeconds: Math.round(sale.lateBy / seconds(1)),
  })),
})
