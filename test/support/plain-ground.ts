import { inject } from 'vitest'
import type { OdooSettings } from '../../src/connectors/odoo/settings.ts'
import { deployment } from '../../src/connectors/odoo/deploy.ts'
import type { TestOdoo } from './odoo.ts'
import type { OdooWorld } from './odoo-world.ts'

export type Mode = OdooSettings['mode']

/** A full run tells a story in both modes. */
export const modes: readonly Mode[] = process.env['MILLWRIGHT_FULL'] ? ['procedures', 'plain'] : ['procedures']
/** And a quick one this story. */
export const bothModes: readonly Mode[] = ['procedures', 'plain']

/** Makes an Odoo one whose administrator takes no procedures. */
export async function withoutProcedures(world: OdooWorld, odoo: TestOdoo): Promise<void> {
  await deployment(world.admin).undeploy()
  if (inject('odooVersion') === '14') await mayValue(world, odoo)
}

/** What the integration user needs in Odoo 14 beyond a user's rights, as docs/odoo-postings.md says: no more. */
async function mayValue({ create, find }: OdooWorld, odoo: TestOdoo): Promise<void> {
  const [user] = await find('res.users', [['login', '=', odoo.login]])
  const group = await create('res.groups', { name: 'Worth of goods', users: [[4, user]] })
  const grant = async (model: string, rights: object): Promise<void> => {
    const [id] = await find('ir.model', [['model', '=', model]])
    await create('ir.model.access', { name: `Worth of goods: ${model}`, model_id: id, group_id: group, ...rights })
  }
  await grant('stock.valuation.layer', { perm_read: true, perm_create: true, perm_write: true })
  await grant('product.product', { perm_read: true, perm_write: true })
}

/** What the hub remembers in Odoo to have booked, oldest first. */
export const bookedIn = (
  { rows }: OdooWorld,
  mode: Mode,
): Promise<{ readonly order?: number; readonly event?: string }[]> =>
  rows(
    mode === 'procedures'
      ? `select x_order as order, split_part(x_message, ' ', 2) as event from x_millwright_effect order by id`
      : `select (description::json ->> 'order')::int as order, split_part(description::json ->> 'message', ' ', 2) as event
         from ir_attachment where res_model like 'millwright.order.%' and description::json -> 'result' is not null
         order by id`,
  )
