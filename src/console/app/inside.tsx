import { Navigate, useLocation } from '@tanstack/react-router'
import { SessionRoom } from './session.tsx'
import { Shell } from './shell.tsx'

/** Behind the door; whoever's session ends while they are here is led back to it, and then to where they were. */
export function Inside() {
  const { href } = useLocation()
  return (
    <SessionRoom otherwise={<Navigate to="/sign-in" search={href === '/' ? {} : { to: href }} />}>
      <Shell />
    </SessionRoom>
  )
}
