import { Value } from '../../parts/facts.tsx'
import look from './dialogs.module.css'
import type { Difference } from './leaves.ts'

/** What the correction changes: a minus line and a plus line, as in any diff. */
export const Differences = ({ of }: { of: readonly Difference[] }) => (
  <div className={look.diff} role="status" aria-label="What changes">
    {of.length === 0 ? (
      <p className="quiet">Nothing is changed yet.</p>
    ) : (
      of.map(({ path, before, after }) => (
        <div key={path}>
          <code>{path}</code>
          {before === undefined ? null : (
            <del>
              <span aria-hidden="true">− </span>
              <Value of={before} />
            </del>
          )}
          {after === undefined ? null : (
            <ins>
              <span aria-hidden="true">+ </span>
              <Value of={after} />
            </ins>
          )}
        </div>
      ))
    )}
  </div>
)
