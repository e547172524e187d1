import type { Instant } from '#kernel/time'
import { wallText } from '#kernel/wall-clock'
import type { OpenOperation, OpenWork, Place } from '#model/open-work'
import { instantOf, type Reason } from '#planning'

/** How a planner speaks of a plant's work: by the names people know, and the clock of the plant. */
export function speaker(work: OpenWork, timeZone: string) {
  const centres = new Map(work.workCentres.map((centre) => [centre.id, centre]))
  const orders = new Map(work.orders.map((order) => [order.order as string, order]))
  const operations = new Map(work.operations.map((one) => [one.operation, one]))
  const at = (moment: Instant): string => wallText(moment, timeZone)
  const centre = (id: string): string => centres.get(id)?.name ?? id
  const order = (id: string): string => orders.get(id)?.label ?? id
  const operation = (id: string): string => {
    const found = operations.get(id)
    return found ? `${found.name} of ${order(found.order)}` : id
  }

  function because(reason: Reason): string {
    switch (reason.kind) {
      case 'leave': {
        const leave = centres.get(reason.workCentre)?.leaves.find(({ id }) => id === reason.leave)
        return `${centre(reason.workCentre)} is down then${leave?.title ? ` (${leave.title})` : ''}`
      }
      case 'closed':
        return `${centre(reason.workCentre)} does not work then`
      case 'past':
        return `it was to begin at ${at(instantOf(reason.planned))}, which is over`
      case 'material':
        return `the last of its components comes at ${at(instantOf(reason.at))}`
      case 'release':
        return `its order is released at ${at(instantOf(reason.at))}`
      case 'predecessor':
        return `${operation(reason.operation)} is over at ${at(instantOf(reason.ends))}`
      case 'occupied':
        return `${centre(reason.workCentre)} is taken by ${operation(reason.by)} then`
      case 'promise':
        return `so ${order(reason.order)} keeps its promise better`
      default:
        return reason satisfies never
    }
  }

  return {
    because,
    operation,
    order,
    centre,
    at,
    /** One sentence about one move. */
    move({ operation: id, place }: OpenOperation, to: Place, reason: Reason): string {
      const where =
        to.workCentre === place.workCentre ? '' : ` from ${centre(place.workCentre)} to ${centre(to.workCentre)}`
      const when =
        to.from === place.from
          ? `ends at ${at(to.until)} instead of ${at(place.until)}`
          : `goes${where} from ${at(place.from)} to ${at(to.from)}`
      const what = to.from === place.from && where ? `goes${where}` : when
      return `${operation(id)} ${what}: ${because(reason)}.`
    },
  }
}
export type Speaker = ReturnType<typeof speaker>
