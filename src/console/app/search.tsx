import { useLocation, useNavigate } from '@tanstack/react-router'
import { Icon } from '../parts/icons.tsx'
import look from '../parts/search-box.module.css'

/** One box for everything somebody may have in hand. Messages has its own, which is this one in its place. */
export function Search() {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  if (pathname === '/messages' || pathname === '/orders' || pathname === '/why') return null
  return (
    <form
      className={look.box}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const q = String(new FormData(event.currentTarget).get('q') ?? '').trim()
        void navigate({ to: '/messages', search: q ? { q } : {} })
      }}
    >
      <Icon name="search" size={16} />
      <input
        name="q"
        type="search"
        data-search
        placeholder="Event, order, lot or correlation"
        aria-label="Search messages"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  )
}
