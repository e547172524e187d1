import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReadinessView } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { Icon } from '../../parts/icons.tsx'
import ledger from '../../parts/ledger.module.css'
import { Sheet } from '../../parts/sheet.tsx'
import { counted, plain } from '../../words/names.ts'
import { amountText } from '../../words/units.ts'
import look from './readiness.module.css'

type Row = ReadinessView['differences'][number]

const atFirst = 50

/** What the hub would have booked beside what people did: each difference with both values and the way to either. */
export function Differences({ of }: { of: ReadinessView }) {
  const [all, setAll] = useState(false)
  const rows = of.differences
  return (
    <Sheet
      title={rows.length === 0 ? 'Differences' : counted(rows.length, 'difference')}
      aside={of.isWhole ? undefined : 'Only the first of very much that was booked could be compared'}
      flush
    >
      {rows.length === 0 ? (
        <Nothing title={of.compared === 0 ? 'Nothing could be compared' : 'Nothing differs'} />
      ) : (
        <table className={`${ledger.ledger} ${look.differences}`}>
          <caption className="unseen">Differences of {plain(of.flow)}</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">The hub would have booked</th>
              <th scope="col">Booked by others</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, all ? rows.length : atFirst).map((row) => (
              <tr key={`${row.order} ${row.kind} ${row.item} ${row.operation}`}>
                <th scope="row">
                  <Link to="/orders/$key" params={{ key: row.order }} search={{ plant: of.plant }} data-row>
                    {row.label}
                  </Link>{' '}
                  <span className={look.thing}>{thingOf(row)}</span>
                </th>
                <td data-name="The hub">
                  <Hub row={row} />
                </td>
                <td data-name="Others">
                  <Others row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!all && rows.length > atFirst ? (
        <div className={ledger.more}>
          <Button variant="default" onClick={() => setAll(true)}>
            Show the other {rows.length - atFirst}
          </Button>
        </div>
      ) : null}
    </Sheet>
  )
}

const thingOf = ({ kind, item, operation }: Row): string =>
  [plain(kind), item, operation ? `operation ${operation}` : null].filter(Boolean).join(', ')

function Hub({ row: { hub, messages } }: { row: Row }) {
  const [first, ...more] = messages
  if (!hub || !first) return <span className="quiet">nothing: no message told of it</span>
  return (
    <>
      <Link to="/messages/$id" params={{ id: first }}>
        {amountText(hub)}
      </Link>
      {more.length > 0 ? <span className="quiet"> and {counted(more.length, 'message')} more</span> : null}
    </>
  )
}

function Others({ row: { others, documents } }: { row: Row }) {
  const [first, ...more] = documents
  if (!others || !first) return <span className="quiet">nothing</span>
  return (
    <>
      <a href={first.link} target="_blank" rel="noreferrer">
        {amountText(others)}
        <Icon name="link" size={13} />
        <span className="unseen"> (opens in Odoo)</span>
      </a>
      <span className="quiet">
        {' '}
        by {[...new Set(documents.map(({ by }) => by))].join(', ')}
        {more.length > 0 ? `, in ${documents.length} postings` : ''}
      </span>
    </>
  )
}
