import { ReconciliationPage } from '../../src/api/reconciliation/contract.ts'
import { whatNowForgotten, whatNowLost } from '../../src/reconciliation/what-now.ts'
import type { World } from './world.ts'

/** What the stage says of both books: a plant whose hub was restored, in two pages, and others where all agrees. */
export function reconciliationAnswer({ clock, journeys, session }: World, asked: URLSearchParams): unknown {
  const [first] = session.plants
  const plant = asked.get('plant') ?? first?.id
  const page = { plant, since: asked.get('since'), until: asked.get('until') ?? clock.now }
  const known = journeys.filter(({ message }) => message.plant === plant && message.progress === 'closed')
  if (plant !== first?.id || known.length === 0)
    return ReconciliationPage.parse({ ...page, items: [], compared: known.length, next: null })

  const at = clock.ago(95)
  const difference = (kind: 'forgotten' | 'lost', id: string, over: object) => ({
    ...{ kind, effectKey: `receiveOutput ${id}`, operation: 'receiveOutput', order: 'odoo.42', messageId: null },
    ...{ event: { source: '/plants/A/systems/mes', id }, occurredAt: at, bookedAt: clock.ago(94) },
    ...over,
  })
  if (!asked.get('after'))
    return ReconciliationPage.parse({
      ...page,
      items: [
        difference('forgotten', 'fgr-20418', {
          whatNow: whatNowForgotten('not-yet', { system: 'MES A', occurredAt: at, isOurs: false }),
        }),
        difference('forgotten', 'use-7713', {
          ...{ operation: 'consumeMaterial', messageId: known[0]!.message.messageId },
          whatNow: whatNowForgotten('stopped', { system: 'MES A', occurredAt: at, isOurs: false }),
        }),
      ],
      compared: 1204,
      next: 'journal-1',
    })
  const lost = known.at(-1)!.message
  return ReconciliationPage.parse({
    ...page,
    items: [difference('lost', lost.id, { whatNow: whatNowLost, messageId: lost.messageId, order: lost.key })],
    compared: 1202,
    next: null,
  })
}
