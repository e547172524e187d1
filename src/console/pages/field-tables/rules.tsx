import type { FieldTableView } from '#api'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import look from './field-tables.module.css'

/** The table itself, as it is written: kinds of records with their rows, and the lists of codes and units. */
export const Rules = ({ of: { kinds, ignored, lists } }: { of: FieldTableView }) => (
  <div className={look.rules}>
    <Sheet title="What the table describes">
      <ul className={look.kinds}>
        {kinds.map(({ record, when, each, title, rows }) => (
          <li key={record}>
            <Disclosure name={`${record}: ${title}`}>
              <p className="quiet">
                {when.length > 0 ? `When ${when.join(' and ')}. ` : ''}
                {each ? `One event for each of ${each}.` : 'One event.'}
              </p>
              <ol className={look.written}>
                {rows.map(({ row, nth, source, steps, required }) => (
                  <li key={nth}>
                    <span className={look.nth}>{nth}</span> <code>{row}</code> from <code>{source}</code>
                    {[...steps, ...(required ? ['required'] : [])].map((step) => `, ${step}`)}
                  </li>
                ))}
              </ol>
            </Disclosure>
          </li>
        ))}
        {ignored.length > 0 ? (
          <li>
            <Disclosure name={`${counted(ignored.length, 'kind')} ignored`}>
              <ul className={look.written}>
                {ignored.map((when) => (
                  <li key={when.join()}>When {when.join(' and ')}</li>
                ))}
              </ul>
            </Disclosure>
          </li>
        ) : null}
      </ul>
    </Sheet>
    <Sheet title="Codes and units it knows">
      <ul className={look.kinds}>
        {lists.map(({ of, name, entries }) => (
          <li key={`${of} ${name}`}>
            <Disclosure name={`${name} (${counted(entries.length, of.slice(0, -1))})`}>
              <dl className={look.codes}>
                {entries.map(([code, means]) => (
                  <div key={code}>
                    <dt>
                      <code>{code}</code>
                    </dt>
                    <dd>{means}</dd>
                  </div>
                ))}
              </dl>
            </Disclosure>
          </li>
        ))}
      </ul>
    </Sheet>
  </div>
)
