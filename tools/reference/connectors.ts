import { atlas } from '../../src/connectors/atlas/index.ts'
import { frepple } from '../../src/connectors/frepple/index.ts'
import { maintainX } from '../../src/connectors/maintainx/index.ts'
import { mes } from '../../src/connectors/mes/index.ts'
import { mqtt } from '../../src/connectors/mqtt/index.ts'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { FieldTables } from '../../src/model/ports/field-tables.ts'
import { MaintenanceDesk } from '../../src/model/ports/maintenance-desk.ts'
import { ProductionLedger } from '../../src/model/ports/production-ledger.ts'
import { ShopFloor } from '../../src/model/ports/shop-floor.ts'
import { code, tableOf } from './markdown.ts'
import { fieldsOf } from './shape.ts'

const connectors = [odoo, mes, atlas, maintainX, frepple, mqtt]
const ports = [ProductionLedger, ShopFloor, MaintenanceDesk, FieldTables]

/** Each connector with what it is set by. */
export const eachConnector = (): string =>
  connectors
    .map(({ name, summary, settings }) => [`### ${name}`, `${summary}.`, fieldsOf(settings)].join('\n\n'))
    .join('\n\n')

/** Each port with what may be asked of it and what it carries out. */
export const eachPort = (): string =>
  ports
    .map((port) => {
      const operations = Object.entries<unknown>(port).filter(isOperation)
      return [
        `### ${port.portName}`,
        tableOf(
          ['operation', 'is'],
          operations.map(([name, { kind }]) => [code(name), kind === 'read' ? 'a question' : 'an effect, once']),
        ),
      ].join('\n\n')
    })
    .join('\n\n')

type Operation = [name: string, { readonly kind: 'read' | 'effect' }]

const isOperation = (entry: [string, unknown]): entry is Operation => typeof entry[1] === 'function'
