import { problemOf } from '../api/trouble.ts'
import look from './refusal.module.css'
import { Mark } from './status.tsx'

/** Why something was not done, where it was tried: the hub's words, and what in it is wrong. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null
  const { title, detail, errors = [] } = problemOf(error)
  return (
    <div className={look.refusal} role="alert">
      <Mark tone="bad" shape="stop" />
      <div>
        <p>
          <strong>{title}.</strong> {detail}
        </p>
        {errors.length > 0 ? (
          <ul>
            {errors.map((wrong) => (
              <li key={wrong.pointer + wrong.code}>
                <code>{wrong.pointer}</code> {wrong.detail}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
