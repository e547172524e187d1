import { Link } from '@tanstack/react-router'
import type { WireRecord } from '#api'
import { useMay } from '../../app/session.tsx'
import { Copyable } from '../../parts/copy.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Raw, RawText } from '../../parts/raw.tsx'
import { indented } from '../../words/json-text.ts'
import { counted } from '../../words/names.ts'
import look from './as-received.module.css'

/** What the system really sent, beside the event that its field table made of it. */
export function AsReceived({ wire, event }: { wire: WireRecord; event: unknown }) {
  const mayRead = useMay('field-tables.read')
  const { text, sha256, fieldTable, became } = wire
  return (
    <Disclosure name={event ? 'As received, beside the event it became' : 'As received'} open={!event}>
      <div className={event ? look.beside : undefined}>
        <section aria-label="As received">
          <p className={look.name}>
            As received, set in lines; SHA-256{' '}
            <Copyable text={sha256} shown={sha256.slice(0, 8)} name="hash of what was received" />
          </p>
          <RawText text={indented(text)} name="As received" />
        </section>
        {event ? (
          <section aria-label="The event it became">
            <p className={look.name}>
              The event it became{became.length > 1 ? `, one of ${counted(became.length, 'message')}` : ''}
            </p>
            <Raw value={event} name="The event it became" />
          </section>
        ) : null}
      </div>
      {mayRead ? (
        <Link to="/field-tables" search={{ table: fieldTable, record: sha256 }} className={look.how}>
          How the field table {fieldTable} reads it now, row by row
        </Link>
      ) : null}
    </Disclosure>
  )
}
