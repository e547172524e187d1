import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { todayQuestion } from '../api/questions.ts'
import { Icon } from '../parts/icons.tsx'
import { counted } from '../words/names.ts'
import { pages } from './pages.ts'
import { usePlant, useSession } from './session.tsx'

/** The same names at the side of a desk and at the bottom of a phone, with what waits behind them. */
export function Nav({ className, label }: { className: string | undefined; label: string }) {
  const { rights } = useSession()
  const { data: today } = useQuery(todayQuestion(usePlant()))
  const waiting: Record<string, number> = {
    '/exceptions': today?.exceptions.open ?? 0,
    '/approvals': today?.approvals.open ?? 0,
  }
  return (
    <nav className={className} aria-label={label}>
      {pages
        .filter(({ right }) => rights.includes(right))
        .map(({ to, name, icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon name={icon} />
            <span>{name}</span>
            {waiting[to] ? (
              <b>
                {waiting[to] > 99 ? '99+' : waiting[to]}
                <span className="unseen"> {counted(waiting[to], 'waits', 'wait')}</span>
              </b>
            ) : null}
          </Link>
        ))}
    </nav>
  )
}
