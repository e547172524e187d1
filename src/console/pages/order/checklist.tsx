import type { OrderView } from '#api'
import { StatusWord, toneClass } from '../../parts/status.tsx'
import { plain } from '../../words/names.ts'
import { partStatus } from '../../words/status.ts'
import look from './lists.module.css'

/** The posting set: each part of the order that has to be in the books, complete or with what is missing. */
export function Checklist({ of }: { of: OrderView['checklist'] }) {
  const done = of.filter(({ state }) => state === 'complete').length
  return (
    <section aria-labelledby="books">
      <h2 id="books" className={look.books}>
        In the books: {done === of.length ? 'complete' : `${done} of ${of.length} parts complete`}
      </h2>
      <ul className={look.checklist}>
        {of.map(({ part, state, sentence }) => (
          <li key={part} className={toneClass(partStatus[state].tone)}>
            <p className={look.part}>
              <strong>{plain(part)}</strong>
              <StatusWord of={partStatus[state]} size={14} />
            </p>
            <p className={look.sentence}>{sentence}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
