import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { problemOf } from '../api/trouble.ts'
import look from './conditions.module.css'
import { Mark } from './status.tsx'

/** Nothing to show, and why that is good or what to do. */
export const Nothing = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className={look.nothing}>
    <svg width="44" height="44" viewBox="0 0 44 44" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M4 34.5h36M9 34V20l13-9 13 9v14M17 34v-9h10v9" strokeWidth="1.6" />
    </svg>
    <p className={look.title}>{title}</p>
    {children ? <div className={look.detail}>{children}</div> : null}
  </div>
)

/** What went wrong, and what now: the hub's own words. */
export function Failed({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const problem = problemOf(error)
  return (
    <div className={look.failed} role="alert">
      <Mark tone="bad" shape="stop" size={22} />
      <div>
        <p className={look.title}>{problem.title}</p>
        <p className={look.detail}>{problem.detail}</p>
        <p className={look.code}>
          <code>{problem.code}</code>
        </p>
        {onAgain ? (
          <Button variant="default" size="compact-md" onClick={onAgain}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** Grey bars where lines will be. */
export const Loading = ({ lines = 5, what }: { lines?: number; what: string }) => (
  <div className={look.loading} role="status" aria-label={`Loading ${what}`}>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} style={{ width: `${92 - ((line * 29) % 45)}%` }} />
    ))}
  </div>
)
