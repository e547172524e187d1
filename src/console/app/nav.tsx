import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useId } from 'react'
import { replaysQuestion } from '../api/questions/proof.ts'
import { rulesQuestion } from '../api/questions/settings.ts'
import { alertsQuestion, todayQuestion } from '../api/questions/work.ts'
import { Icon } from '../parts/icons.tsx'
import { counted } from '../words/names.ts'
import { groups } from './pages.ts'
import { usePlant, useSession } from './session.tsx'

interface Props {
  readonly className: string | undefined
  readonly label: string
}

/** The pages at the side of a desk, with what waits behind them. */
export const Nav = ({ className, label }: Props) => (
  <nav className={className} aria-label={label}>
    <Groups of={useMyGroups()} />
  </nav>
)

const atTheThumb = 6

/** The same at the bottom of a phone: as many as a thumb can tell apart, the others a press further. */
export function ThumbNav({ className, label, moreClass }: Props & { readonly moreClass: string | undefined }) {
  const mine = useMyGroups()
  const all = mine.flatMap((group) => group.pages)
  const id = useId()
  const { pathname } = useLocation()
  const waiting = useWaiting()
  if (all.length <= atTheThumb) return <Nav className={className} label={label} />
  const [near, far] = [all.slice(0, atTheThumb - 1), all.slice(atTheThumb - 1)]
  const rest = mine.map(({ name, pages }) => ({ name, pages: pages.filter((page) => far.includes(page)) }))
  const count = far.reduce((sum, { to }) => sum + (waiting[to] ?? 0), 0)
  return (
    <nav className={className} aria-label={label}>
      <Ways to={near} />
      <button type="button" popoverTarget={id} data-here={far.some(({ to }) => pathname.startsWith(to)) || undefined}>
        <Icon name="more" />
        <span>More</span>
        <Count of={count} />
      </button>
      {/* A press on a link closes it: a page that comes under an open card is not seen. */}
      <div id={id} popover="auto" className={moreClass} onClick={(event) => event.currentTarget.hidePopover()}>
        <Groups of={rest} />
      </div>
    </nav>
  )
}

const useMyGroups = (): typeof groups => {
  const { rights } = useSession()
  return groups.map(({ name, pages }) => ({ name, pages: pages.filter(({ right }) => rights.includes(right)) }))
}

function useWaiting(): Readonly<Record<string, number>> {
  const { rights } = useSession()
  const plant = usePlant()
  const { data: today } = useQuery(todayQuestion(plant))
  const { data: alerts } = useQuery({ ...alertsQuestion('open', plant), enabled: rights.includes('alerts.read') })
  const { data: rules } = useQuery({ ...rulesQuestion, enabled: rights.includes('rules.read') })
  const { data: replays } = useQuery({ ...replaysQuestion, enabled: rights.includes('exceptions.read') })
  return {
    '/exceptions': today?.exceptions.open ?? 0,
    '/approvals': today?.approvals.open ?? 0,
    '/alerts': alerts?.items.filter(({ acknowledgedAt }) => acknowledgedAt === null).length ?? 0,
    '/replays': replays?.items.filter(({ may }) => may.includes('approve')).length ?? 0,
    '/rules': rules?.versions.filter(({ waitsForMe }) => waitsForMe).length ?? 0,
  }
}

/** Those that a person has nothing of are not named. */
const Groups = ({ of }: { of: typeof groups }) =>
  of
    .filter(({ pages }) => pages.length > 0)
    .map(({ name, pages }) => (
      <div key={name} role="group" aria-label={name}>
        <p aria-hidden="true">{name}</p>
        <Ways to={pages} />
      </div>
    ))

function Ways({ to }: { to: (typeof groups)[number]['pages'] }) {
  const waiting = useWaiting()
  return to.map(({ to: page, name, icon }) => (
    <Link key={page} to={page} activeOptions={{ exact: page === '/', includeSearch: false }}>
      <Icon name={icon} />
      <span>{name}</span>
      <Count of={waiting[page] ?? 0} />
    </Link>
  ))
}

const Count = ({ of }: { of: number }) =>
  of > 0 ? (
    <b>
      {of > 99 ? '99+' : of}
      <span className="unseen"> {counted(of, 'waits', 'wait')}</span>
    </b>
  ) : null
