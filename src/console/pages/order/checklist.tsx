import type { OrderView } from '#api'
import { Sheet } from '../../parts/sheet.tsx'
import { Mark } from '../../parts/status.tsx'
import { plain } from '../../words/names.ts'
import { partStatus } from '../../words/status.ts'
import look from './lists.module.css'

/** The posting set: each part of the order that has to be in the books, complete or with what is missing. */
export function Checklist({ of }: { of: OrderView['checklist'] }) {
  const done = of.filter(({ state }) => state === 'complete').length
  return (
    <Sheet title="In the books" aside={`${done} of ${of.length} complete`} flush>
      <ul className={look.checklist}>
        {of.map(({ part, state, sentence }) => (
          <li key={part}>
            <Mark tone={partStatus[state].tone} shape={partStatus[state].shape} size={18} />
            <div>
              <p>
                <strong>{plain(part)}</strong> <span className="quiet">{partStatus[state].word.toLowerCase()}</span>
              </p>
              <p className={look.sentence}>{sentence}</p>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
