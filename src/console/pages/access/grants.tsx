import type { Session } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { plain } from '../../words/names.ts'
import look from './grants.module.css'

type Grant = Session['grants'][number]

/** Roles by plant, each on a plate of its own. */
export function Grants({ of }: { of: readonly Grant[] }) {
  const plantName = usePlantName()
  if (of.length === 0) return <span className="quiet">no role</span>
  return (
    <ul className={look.grants}>
      {of.map(({ role, plant }) => (
        <li key={role + plant}>
          <strong>{plain(role)}</strong> {plant === '*' ? 'every plant' : plantName(plant)}
        </li>
      ))}
    </ul>
  )
}
