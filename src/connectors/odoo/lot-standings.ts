import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { type LotQuestion, LotStanding } from '#model/lot-standing'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { failureFrom } from './failures.ts'
import { type OdooMapping, orRefused, Refusal } from './mapping.ts'

const Told = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('not-kept') }),
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({
    kind: z.literal('of-another-item'),
    items: z.array(z.strictObject({ product: z.int(), code: z.string().nullable(), name: z.string() })).min(1),
  }),
  z.strictObject({
    kind: z.literal('known'),
    expires: z.string().nullable(),
    free: z.string(),
    reserved: z.array(z.strictObject({ by: z.string(), quantity: z.string() })),
    unit: z.string(),
  }),
])

/** What lots are as the procedure `read-lots` tells it. */
const Answers = z.strictObject({
  lots: z.array(z.strictObject({ lot: z.string(), standing: Told.optional(), refusal: Refusal.optional() })),
})
type Answer = z.infer<typeof Answers>['lots'][number]

/** What lots are to the orders that are to use them, all in one call. */
export async function lotStandings(
  run: Run,
  mapping: OdooMapping,
  questions: readonly unknown[],
  call: CallOptions,
): Promise<readonly (LotStanding | Refused)[]> {
  const wishes = questions.map((question) => wishFor(question as LotQuestion, mapping))
  const sendable = wishes.flatMap((wish) => (wish instanceof Refused ? [] : wish))
  if (sendable.length === 0) return wishes as readonly Refused[]
  const { lots } = await run('read-lots', { lots: sendable }, Answers, call)
  // An answer to other questions is somebody else's.
  if (lots.length !== sendable.length || lots.some(({ lot }, nth) => lot !== sendable[nth]!.lot))
    throw failureFrom({ kind: 'half-an-answer' })
  const answers = lots.map((answer) => standingFrom(answer, mapping))
  return wishes.map((wish) => (wish instanceof Refused ? wish : answers.shift()!))
}

/** A lot as it is asked for; plain mode is asked in the same words. */
export interface LotWish {
  readonly order: number
  readonly item: { readonly product?: number; readonly code?: string }
  readonly lot: string
  readonly quantity: { readonly value: string; readonly unit: string }
  readonly from?: string
}

function wishFor({ order, item, lot, quantity, from }: LotQuestion, mapping: OdooMapping): LotWish | Refused {
  try {
    return {
      order: mapping.recordOf(order),
      item: mapping.itemFor(item),
      lot,
      quantity: mapping.amountFor(quantity),
      ...(from ? { from } : {}),
    }
  } catch (failure) {
    if (failure instanceof Refused) return failure
    throw failure
  }
}

function standingFrom({ standing, refusal }: Answer, mapping: OdooMapping): LotStanding | Refused {
  if (!standing) return new Refused(refusal?.code ?? 'ODOO_FAULT', refusal?.sentence ?? 'Odoo did not tell this lot')
  return orRefused(() => LotStanding.parse(translated(standing, mapping)))
}

function translated(told: z.infer<typeof Told>, { itemFrom, amountFrom, instantFrom }: OdooMapping): object {
  switch (told.kind) {
    case 'of-another-item':
      return { kind: told.kind, items: told.items.map(({ name, ...item }) => ({ item: itemFrom(item), name })) }
    case 'known':
      return {
        kind: told.kind,
        ...(told.expires ? { expires: instantFrom(told.expires) } : {}),
        free: amountFrom(told.free, told.unit),
        reserved: told.reserved.map(({ by, quantity }) => ({ by, quantity: amountFrom(quantity, told.unit) })),
      }
    default:
      return told
  }
}
