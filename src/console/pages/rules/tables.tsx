import type { RulesView } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Raw } from '../../parts/raw.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { eventTypes } from '../../words/event-types.ts'
import { counted, plain } from '../../words/names.ts'
import type { Rules } from './cells.ts'
import { recordRows } from './table-rows.ts'
import look from './tables.module.css'

/** How systems' own words are read. They come by the folder and are read here. */
export function Tables({ view, rules }: { view: RulesView; rules: Rules }) {
  if (rules.fieldTables.length === 0)
    return (
      <Sheet title="Field tables" flush>
        <Nothing title="Every system speaks the hub’s own language">
          A system that sends records in its own words is read by a field table; it comes with the folder of the estate.
        </Nothing>
      </Sheet>
    )
  return rules.fieldTables.map((table) => {
    const about = view.tables.find((one) => one.table === table.table)
    const rows = table.records.reduce((sum, record) => sum + record.rows.length, 0)
    const readers = about?.systems.map((id) => view.systems.find((one) => one.id === id)?.title ?? id) ?? []
    return (
      <Sheet
        key={table.table}
        title={table.title}
        aside={about ? <Copyable text={about.hash} shown={about.hash.slice(0, 16)} name="hash of the table" /> : null}
      >
        <p className={look.lead}>
          <code>{table.table}</code>: {counted(table.records.length, 'kind')} of record, {counted(rows, 'row')}
          {readers.length > 0 ? `; reads what ${readers.join(' and ')} sends` : ''}.
        </p>
        {table.records.map((record, at) => (
          <Disclosure
            key={at}
            name={
              <>
                {plain(record.record)}{' '}
                <span className={look.event}>becomes “{eventTypes[record.event] ?? record.event}”</span>
              </>
            }
          >
            <div className={look.scroll} tabIndex={0} role="region" aria-label={`Rows of ${record.record}`}>
              <table className={look.rows}>
                <caption className="unseen">Rows of {record.record}</caption>
                <thead>
                  <tr>
                    <th scope="col">Field of the event</th>
                    <th scope="col">Made of</th>
                    <th scope="col">How</th>
                  </tr>
                </thead>
                <tbody>
                  {recordRows(record).map(({ to, from, how }, index) => (
                    <tr key={index}>
                      <th scope="row">
                        <code>{to}</code>
                      </th>
                      <td>{from}</td>
                      <td>{how}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Disclosure>
        ))}
        <Disclosure name={<span className="quiet">All of it, as it is kept</span>}>
          <Raw value={table} name={`Field table ${table.table}`} />
        </Disclosure>
      </Sheet>
    )
  })
}
