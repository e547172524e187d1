import type { DeviceKey } from '#governance/keys'
import type { ProductionOrder } from '#model/production'
import type { EventVerdict } from '../door/judge-event.ts'
import { prepared } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'

const readOperations = prepared('read-operations')

type Operations = ProductionOrder['operations']

/**
 * A device speaks of the orders at its work centres. Of any other order, of another plant's and of one that does not
 * exist it hears the same: what it may not see it does not learn of either.
 */
export async function withinReach(
  verdicts: readonly EventVerdict[],
  { plant, workCentres }: DeviceKey,
  { database, home }: Pick<ApiParts, 'database' | 'home'>,
): Promise<readonly EventVerdict[]> {
  const keys = [...new Set(verdicts.flatMap((verdict) => ('message' in verdict ? [verdict.message.key] : [])))]
  if (keys.length === 0) return verdicts
  const rows = await database.all<{ key: string; operations: Operations }>(readOperations, [home, plant, keys])
  const known = new Map(rows.map(({ key, operations }) => [key, operations]))
  return verdicts.map((verdict) => {
    if ('refused' in verdict) return verdict
    const { message } = verdict
    const { operation } = message.body as { operation?: string }
    return isAt(known.get(message.key) ?? [], operation, workCentres)
      ? verdict
      : outOfReach(message.id, message.source, message.key, operation)
  })
}

/** Whether an order has the operation, or any where none is named, at one of the work centres. */
export const isAt = (operations: Operations, named: string | undefined, workCentres: readonly string[]): boolean =>
  operations.some(
    ({ operation, workCenter }) => (named === undefined || named === operation) && workCentres.includes(workCenter),
  )

function outOfReach(id: string, source: string, order: string, operation: string | undefined): EventVerdict {
  const what = operation === undefined ? `no order ${order}` : `no operation ${operation} of an order ${order}`
  const pointer = operation === undefined ? '/data/order' : '/data/operation'
  const detail = 'not at the work centres of this device'
  return {
    refused: {
      id,
      source,
      status: 422,
      code: 'UNKNOWN_ORDER',
      sentence: `There is ${what} at the work centres of this device.`,
      errors: [{ pointer, code: 'UNKNOWN_ORDER', detail }],
    },
  }
}
