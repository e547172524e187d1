import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { SessionRoom } from './session.tsx'
import { Shell } from './shell.tsx'

/** Behind the door; whoever's session ends while they are here is led back to it, and then to where they were. */
export const Inside = () => (
  <SessionRoom otherwise={<Out />}>
    <Shell />
  </SessionRoom>
)

/** Once: while the door is being fetched this is still drawn, and its own address must not become the way back. */
function Out() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    if (!href.startsWith('/sign-in')) void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { to: href } })
  }, [router])
  return null
}
