import type { OdooAccess } from '../../src/connectors/odoo/client.ts'

interface OdooSystem {
  readonly id: string
  readonly kind: 'odoo'
  readonly title: string
  readonly plants: readonly [string]
  readonly settings: object
}

/** An Odoo as the estate names it; it may be reached by another line than its own. */
export const odooOf = (
  plant: string,
  { url, database, apiKey }: OdooAccess,
  { id = 'odoo', line = url, mode }: { readonly id?: string; readonly line?: string; readonly mode?: string } = {},
): OdooSystem => ({
  id,
  kind: 'odoo',
  title: 'Odoo',
  plants: [plant],
  settings: { url: line, database, apiKey, ...(mode ? { mode } : {}) },
})

/** The file a customer would write: plants and the systems that keep their books. */
export const estateOf = (...systems: readonly OdooSystem[]) => ({
  home: 'centre',
  plants: systems.map(({ plants: [id] }) => ({ id, name: `Plant ${id}` })),
  systems,
})
