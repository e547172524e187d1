import pg from 'pg'
import type { OdooWorld } from './odoo-world.ts'

/** One value somebody can change: a column of a record, as the hub calls it. */
export interface Slot {
  readonly object: string
  readonly record: number
  readonly field: string
  readonly table: string
  readonly column: string
  /** Odoo's model and field, where a person's save does nothing but this. */
  readonly saved?: { readonly model: string; readonly field: string }
  readonly kind: 'text' | 'number'
}

/** What was planted, as the planter remembers it; `after` in the hub's words. */
export interface Planted {
  readonly slot: Slot
  readonly after: string | undefined
  readonly by: string
  readonly what: 'edited' | 'deleted' | 'archived' | 'restored'
}

/** Seeded, so that a failure can be planted again. */
export type Chance = () => number

let value = 0
/** No value is ever planted twice: whatever is told can be told apart. */
const fresh = (kind: Slot['kind']): string => (kind === 'number' ? `${1000 + ++value}` : `planted ${++value}`)

/**
 * People who change things in Odoo: by saving through it, in long transactions of its database that commit late or not at
 * all, several in one second, without effect, by deleting and by archiving.
 */
export function planter(
  world: OdooWorld,
  sql: string,
  person: { readonly id: number; readonly login: string },
  chance: Chance,
) {
  const planted: Planted[] = []
  const noted = { rolledBack: 0, noOps: 0 }

  async function inTransaction(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: sql })
    await client.connect()
    try {
      // As Odoo's own transactions are.
      await client.query('begin isolation level repeatable read')
      await work(client)
    } finally {
      await client.end()
    }
  }

  const write = (client: pg.Client, { table, column, record, kind }: Slot, to: string) =>
    client.query(
      `update ${table} set ${column} = ${kind === 'number' ? '$1::numeric' : '$1'}, write_uid = $2,
         write_date = now() at time zone 'utc' where id = $3`,
      [to, person.id, record],
    )

  return {
    planted,
    noted,

    /** A save in Odoo's own client. */
    async save(slot: Slot): Promise<void> {
      if (!slot.saved) return this.commit([slot], async () => {})
      const after = fresh(slot.kind)
      const { model, field } = slot.saved
      await world.call(model, 'write', {
        ids: [slot.record],
        vals: { [field]: slot.kind === 'number' ? Number(after) : after },
      })
      planted.push({ slot, after, by: 'admin', what: 'edited' })
    },

    /** Some changes in one transaction, parts of them under savepoints, which commits after whatever else is awaited. */
    commit: (slots: readonly Slot[], meanwhile: () => Promise<void>) =>
      inTransaction(async (client) => {
        const made: Planted[] = []
        for (const [nth, slot] of slots.entries()) {
          const after = fresh(slot.kind)
          if (nth % 2 === 1) await client.query('savepoint part')
          await write(client, slot, after)
          if (nth % 2 === 1) await client.query('release savepoint part')
          made.push({ slot, after, by: person.login, what: 'edited' })
        }
        await meanwhile()
        await client.query('commit')
        planted.push(...made)
      }),

    /** Written and taken back: nobody may hear of it. */
    rollBack: (slots: readonly Slot[], meanwhile: () => Promise<void>) =>
      inTransaction(async (client) => {
        for (const slot of slots) await write(client, slot, fresh(slot.kind))
        await meanwhile()
        await client.query('rollback')
        noted.rolledBack += slots.length
      }),

    /** Saved with what it was. */
    noOp: (slot: Slot) =>
      inTransaction(async (client) => {
        await client.query(
          `update ${slot.table} set write_uid = $1, write_date = now() at time zone 'utc' where id = $2`,
          [person.id, slot.record],
        )
        await client.query('commit')
        noted.noOps++
      }),

    async remove(slot: Slot): Promise<void> {
      await world.call(slot.saved!.model, 'unlink', { ids: [slot.record] })
      planted.push({ slot, after: undefined, by: '', what: 'deleted' })
    },

    async archive(slot: Slot, isOut: boolean): Promise<void> {
      await world.call('product.template', 'write', { ids: [slot.record], vals: { active: !isOut } })
      planted.push({ slot, after: isOut ? 'no' : 'yes', by: 'admin', what: isOut ? 'archived' : 'restored' })
    },

    chance,
  }
}
export type Planter = ReturnType<typeof planter>
