import type { Outcome, Policy } from '#engine'
import type { Backflush, BackflushLine } from '#model/backflush'
import type { OrderFile } from '#model/production-order-case'
import { spoken } from '#model/quantity'
import { type BackflushVerdict, judgeBackflush } from './backflush.ts'
import { wrong } from './report.ts'

/** Goes on with what follows for components that nobody issues; where their lot has to be named, the report waits. */
export function usedUpWith(
  { policy, permits }: { readonly policy: Policy; readonly permits: readonly string[] },
  counted: OrderFile,
  book: (file: OrderFile, part: { readonly backflush?: Backflush }, said: string) => Outcome<OrderFile>,
): Outcome<OrderFile> {
  const mayChooseLots = policy.backflush.lots === 'first-to-expire' || permits.includes('LOT_REQUIRED')
  const verdict = judgeBackflush(counted, policy.backflush, mayChooseLots)
  if (verdict.kind === 'lot-required') return waitsForLot(verdict, counted, policy)
  const { file, uses, returns } = verdict
  const part = uses.length + returns.length > 0 ? { backflush: { uses, returns } } : {}
  return book(file, part, saidOf(verdict))
}

function saidOf({ uses, returns }: Backflush): string {
  const words = (lines: readonly BackflushLine[]): string =>
    lines.map(({ item, quantity }) => `${spoken(quantity)} of ${item}`).join(', ')
  return [
    ...(uses.length > 0 ? [` Used up with it: ${words(uses)}.`] : []),
    ...(returns.length > 0 ? [` Given back by it: ${words(returns)}.`] : []),
  ].join('')
}

function waitsForLot(
  { component, quantity }: Extract<BackflushVerdict, { kind: 'lot-required' }>,
  { order }: OrderFile,
  { patience }: Policy,
): Outcome<OrderFile> {
  const sentence = `${spoken(quantity)} of ${component.itemName} are used up at ${order.label}, and nobody has said from which lot.`
  return {
    verdict: 'held',
    sentence,
    wait: {
      what: `the lot of ${component.item}`,
      atMost: patience.original,
      otherwise: wrong(
        'LOT_REQUIRED',
        sentence,
        'Issue it by hand with its lot and retry, or override: then what is reserved for the order is taken, and what expires first.',
      ),
    },
  }
}
