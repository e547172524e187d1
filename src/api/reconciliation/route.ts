import { Failure } from '#kernel/failure'
import { days, later } from '#kernel/time'
import { Place, placeText } from '#reconciliation'
import { plantsNamed } from '../pages/reader.ts'
import { notAllowed, Trouble, tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import { ReconciliationPage, ReconciliationQuery } from './contract.ts'

/** A page at a time, whatever the size of the books: who asks goes on until there is no next. */
export const reconciliationRoute = route(
  {
    name: 'readReconciliation',
    method: 'GET',
    path: '/api/v1/reconciliation',
    access: ['messages.read'],
    summary: 'What stands in Odoo under the hub’s keys and not in its journal, and the other way about',
    query: ReconciliationQuery,
    answer: ReconciliationPage,
    refuses: [503],
  },
  async ({ reader, query }, { now, reconciliation }) => {
    const { until = now(), after } = query
    const { since = later(until, -days(1)) } = query
    const place = after === undefined ? undefined : Place.safeParse(after).data
    if (after !== undefined && !place) throw noSuchPlace()
    const [plant] = plantsNamed(reader, 'messages.read', query.plant)
    if (plant === undefined) throw notAllowed()
    const { differences, compared, next } = await reconciliation.page({ plant, since, until }, place).catch(asPatience)
    return { plant, since, until, items: [...differences], compared, next: next ? placeText(next) : null }
  },
)

const noSuchPlace = () =>
  new Trouble(422, 'SCHEMA_INVALID', 'No page begins there', 'Ask with what the page before said as `next`, or anew.')

const asPatience = (failure: unknown): never => {
  if (!(failure instanceof Failure)) throw failure
  throw tryLater(`The ledger’s books are asked, and it says: ${failure.message}`)
}
