import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { client } from '../api/client.ts'
import { Failed, Loading, Nothing } from '../parts/conditions.tsx'
import look from './outside.module.css'

export const Starting = () => (
  <div className={look.middle}>
    <Loading what="the console" lines={4} />
  </div>
)

/** The hub is not there yet, or a page broke: said, with a way on. */
export function Stumbled({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    void client.resetQueries()
    reset()
    void router.invalidate()
  }
  return (
    <main className={look.middle}>
      <h1 className="unseen">Millwright</h1>
      <Failed error={error} onAgain={again} />
    </main>
  )
}

export const Lost = () => (
  <main className={look.middle}>
    <h1 className="unseen">Millwright</h1>
    <Nothing title="There is no such page">
      <Link to="/">Go to Today</Link>
    </Nothing>
  </main>
)
