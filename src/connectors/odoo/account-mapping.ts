import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { Account, costKinds, type Entry, type Hand, type Setting } from '#model/account'
import { type OdooMapping, orRefused, Refusal, STATES } from './mapping.ts'

const Touch = z.strictObject({ user: z.int().nullable(), at: z.string() })
const Step = z.strictObject({
  effect: z.string().nullable(),
  at: z.string(),
  was: z.string().nullable(),
  left: z.string().nullable(),
  wasBy: Touch.nullable(),
})
const Document = z.strictObject({ kind: z.string(), id: z.int(), label: z.string() })

const Told = z.strictObject({
  document: Document,
  measure: z.enum(['quantity', 'minutes', 'money', 'state', 'moment']),
  unit: z.string(),
  value: z.string().nullable(),
  record: z.strictObject({ made: Touch, changed: Touch }),
  entries: z.array(
    z.strictObject({
      ...Document.shape,
      amount: z.string(),
      at: z.string(),
      made: Touch,
      changed: Touch,
      steps: z.array(Step),
      rule: z.string().nullable(),
      lot: z.string().nullable(),
      place: z.string().nullable(),
      quantity: z.string().nullable(),
      price: z.string().nullable(),
      cost: z.enum(costKinds).optional(),
    }),
  ),
  settings: z.array(Step.extend({ user: z.int().nullable() })),
  places: z.array(z.strictObject({ place: z.string(), amount: z.string() })),
})
type Told = z.infer<typeof Told>

/** What the procedure `read-accounts` answers. */
export const AccountAnswers = z.strictObject({
  accounts: z.array(z.strictObject({ account: Told.optional(), refusal: Refusal.optional() })),
  people: z.array(z.strictObject({ id: z.int(), name: z.string() })),
  hub: z.int(),
  readAt: z.string(),
})
type AccountAnswers = z.infer<typeof AccountAnswers>

/** Odoo's own user, under which its jobs run. */
const ODOO_ITSELF = 1

/** States of a work order; an order's own are those of `mapping.ts`. */
const STEP_STATES: { readonly [state: string]: string } = {
  pending: 'waiting',
  waiting: 'waiting',
  blocked: 'waiting',
  ready: 'ready',
  progress: 'started',
  done: 'completed',
  cancel: 'cancelled',
}

const instantFrom = (stamp: string): string => new Date(`${stamp.replace(' ', 'T')}Z`).toISOString()

/** Accounts in the hub's words, in the order they were asked for; each is told, or why not. */
export function accountsFrom(
  { accounts, people, hub, readAt }: AccountAnswers,
  { link, codeOf }: Pick<OdooMapping, 'link' | 'codeOf'>,
): readonly (Account | Refused)[] {
  const names = new Map(people.map(({ id, name }) => [id, name]))

  function handFrom({ user, at }: z.infer<typeof Touch>): Hand {
    const by = user === hub ? 'hub' : user === ODOO_ITSELF || user === null ? 'ledger' : 'person'
    return { by, name: names.get(user ?? ODOO_ITSELF) ?? 'Odoo', at: instantFrom(at) }
  }

  const documentFrom = ({ kind, id, label }: z.infer<typeof Document>) => ({
    kind,
    id: `${id}`,
    label,
    link: link(kind, id),
  })

  function entryFrom({
    amount,
    at,
    made,
    changed,
    steps,
    rule,
    lot,
    place,
    quantity,
    price,
    cost,
    ...document
  }: Told['entries'][number]) {
    return {
      document: documentFrom(document),
      ...{ amount, lot, place, quantity, price },
      ...(cost ? { cost } : {}),
      rule: rule as Entry['rule'],
      at: instantFrom(at),
      made: handFrom(made),
      changed: handFrom(changed),
      effects: steps.map((step) => ({
        effect: step.effect!,
        at: instantFrom(step.at),
        was: step.was,
        left: step.left!,
        wasBy: step.wasBy && handFrom(step.wasBy),
      })),
    }
  }

  function accountFrom({ document, measure, unit, value, record, entries, settings, places }: Told): Account {
    const words: { readonly [state: string]: string } = document.kind === 'mrp.production' ? STATES : STEP_STATES
    const said = (text: string | null): string | null => {
      if (text === null || !['state', 'moment'].includes(measure)) return text
      return measure === 'state' ? (words[text] ?? text) : instantFrom(text)
    }
    return Account.parse({
      ...{ measure, places },
      unit: measure === 'quantity' ? codeOf(unit) : measure === 'money' ? unit : measure === 'minutes' ? 'MIN' : '',
      value: said(value),
      readAt: instantFrom(readAt),
      document: documentFrom(document),
      record: { made: handFrom(record.made), changed: handFrom(record.changed) },
      entries: entries.map(entryFrom),
      settings: settings.map(({ effect, at, was, left, wasBy, user }): Setting => ({
        at: instantFrom(at),
        effect,
        by: effect ? null : handFrom({ user, at }),
        was: said(was),
        left: said(left),
        wasBy: wasBy && handFrom(wasBy),
      })),
    })
  }

  return accounts.map(({ account, refusal }) => {
    if (!account) return new Refused(refusal?.code ?? 'ODOO_FAULT', refusal?.sentence ?? 'Odoo did not tell this')
    return orRefused(() => accountFrom(account))
  })
}
