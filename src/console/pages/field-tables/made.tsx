import type { RecordPreview } from '#api'
import { Disclosure } from '../../parts/disclosure.tsx'
import ledger from '../../parts/ledger.module.css'
import { Mark, toneClass } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import look from './field-tables.module.css'
import { Breakable, Show, type ShowPlace } from './show.tsx'

/** One event in the making, field by field: its value, where that was found, and by which row of the table. */
export function Made({
  of: { record, line, title, rows, problems },
  open,
  onShow,
}: {
  of: RecordPreview['events'][number]
  open: boolean
  onShow: ShowPlace
}) {
  // What the schema has against an event is told by the field it is about, of which the first row that spoke was heard.
  const told = rows.map((row) => ({
    ...row,
    problem: row.problem ?? (row.result === undefined ? undefined : problems.find((one) => one.row === row.row)),
  }))
  const heard = told.filter((row) => row.result !== undefined || row.problem)
  const silent = told.filter((row) => row.result === undefined && !row.problem)
  const name = `${record}${line ? `, line ${line}` : ''}`
  return (
    <section className={look.made} aria-label={name}>
      <Disclosure
        open={open}
        name={
          <span className={look.headline}>
            <Mark tone={problems.length > 0 ? 'bad' : 'ok'} shape={problems.length > 0 ? 'stop' : 'check'} size={15} />
            <strong>{title}</strong>
            <span className="quiet">from {name}</span>
          </span>
        }
      >
        <table className={`${ledger.ledger} ${look.rows}`}>
          <caption className="unseen">Fields of the event from {name}</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
              <th scope="col">Found at</th>
              <th scope="col">By row</th>
            </tr>
          </thead>
          <tbody>
            {heard.map(({ row, nth, source, pointer, steps, found, result, problem }) => (
              <tr key={nth} className={problem ? toneClass('bad') : undefined} data-wrong={problem ? '' : undefined}>
                <th scope="row" className={look.field}>
                  <Breakable name={row} />
                </th>
                <td className={look.value}>
                  {problem ? <strong>{problem.code}</strong> : null}
                  {result === undefined ? null : <Shown value={result} />}
                  {found === undefined || found === result ? null : (
                    <span className={look.found}>
                      was <Shown value={found} />
                    </span>
                  )}
                </td>
                <td className={look.source}>
                  {pointer === undefined ? (
                    <code>{source}</code>
                  ) : (
                    <Show pointer={pointer} name={source} onShow={onShow} />
                  )}
                </td>
                <td className={look.steps}>
                  <span className={look.nth}>{nth}</span>
                  <span>{steps.join(', ')}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {silent.length > 0 ? (
          <div className={look.silent}>
            <Disclosure name={`${counted(silent.length, 'row')} had nothing to say`}>
              <ul>
                {silent.map(({ row, nth, source, steps }) => (
                  <li key={nth}>
                    <span className={look.nth}>{nth}</span> <code>{row}</code> from {source}
                    {steps.length > 0 ? `: ${steps.join(', ')}` : ''}
                  </li>
                ))}
              </ul>
            </Disclosure>
          </div>
        ) : null}
      </Disclosure>
    </section>
  )
}

/** As the event has it: text and numbers are told apart by their quotes. */
const Shown = ({ value }: { value: unknown }) => <code>{JSON.stringify(value)}</code>
