import { plain } from '../words/names.ts'
import look from './comparison.module.css'
import { Value } from './facts.tsx'
import { Icon } from './icons.tsx'

/** Before → after, the changed lines first and marked by an arrow as well as by weight. */
export function Comparison({
  before,
  after,
  name,
}: {
  before: Record<string, unknown>
  after: Record<string, unknown>
  name: string
}) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = (field: string): boolean => JSON.stringify(before[field]) !== JSON.stringify(after[field])
  const sorted = [...fields.filter(changed), ...fields.filter((field) => !changed(field))]
  if (sorted.length === 0) return <p className="quiet">Nothing differs.</p>
  return (
    <table className={look.comparison}>
      <caption className="unseen">{name}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((field) => (
          <tr key={field} data-changed={changed(field) || undefined}>
            <th scope="row">{plain(field)}</th>
            <td>
              <Value of={before[field]} />
            </td>
            <td>
              {changed(field) ? <Icon name="right" size={12} /> : null}
              <Value of={after[field]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
