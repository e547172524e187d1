import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { RulesView } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Raw } from '../../parts/raw.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { eventTypes } from '../../words/event-types.ts'
import { counted, plain } from '../../words/names.ts'
import type { Rules } from './cells.ts'
import type { Draft } from './draft.ts'
import { recordRows } from './table-rows.ts'
import look from './tables.module.css'

const TableEditor = lazy(() => import('./table-editor.tsx').then((module) => ({ default: module.TableEditor })))

interface Props {
  readonly view: RulesView
  readonly rules: Rules
  readonly draft: Draft
}

/** How systems' own words are read, and the place to change that. */
export function Tables({ view, rules, draft }: Props) {
  const [editing, setEditing] = useState<string>()
  const valueOf = (table: string) =>
    draft.valueOf({ part: 'field-table', plant: '*', what: table }) as Rules['fieldTables'][number]
  if (rules.fieldTables.length === 0)
    return (
      <Sheet title="Field tables" flush>
        <Nothing title="Every system speaks the hub’s own language">
          A system that sends records in its own words is read by a field table; the first one comes with the folder of
          the estate.
        </Nothing>
      </Sheet>
    )
  const shown = rules.fieldTables.map((table) => {
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
        {view.mayPropose.length > 0 ? (
          <p className={look.lead}>
            <Button size="compact-sm" variant="default" onClick={() => setEditing(table.table)}>
              Edit…<span className="unseen"> {table.table}</span>
            </Button>{' '}
            {draft.changeAt({ part: 'field-table', plant: '*', what: table.table }) ? (
              <strong>changed in your draft, not proposed yet</strong>
            ) : null}
          </p>
        ) : null}
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
  return (
    <>
      {shown}
      {editing === undefined ? null : (
        <Suspense>
          <TableEditor
            before={valueOf(editing)}
            onTake={(table) => draft.set({ part: 'field-table', plant: '*', what: editing }, table)}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
