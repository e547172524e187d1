import { Checkbox } from '@mantine/core'
import type { Session } from '#api'
import { usePlantName, useSession } from '../../app/session.tsx'
import { plain } from '../../words/names.ts'
import { type Role, roleWords } from '../../words/roles.ts'
import look from './grant-matrix.module.css'

export type Grant = Session['grants'][number]

export const sameGrant = (one: Grant, other: Grant): boolean => one.role === other.role && one.plant === other.plant

/** Roles × plants to tick; what one does not hold oneself cannot be given. */
export function GrantMatrix({
  value,
  mayGrant,
  onChange,
}: {
  value: readonly Grant[]
  mayGrant: readonly Grant[]
  onChange: (value: readonly Grant[]) => void
}) {
  const { plants } = useSession()
  const plantName = usePlantName()
  const columns = [...(mayGrant.some(({ plant }) => plant === '*') ? ['*'] : []), ...plants.map(({ id }) => id)]
  const nameOf = (plant: string) => (plant === '*' ? 'Every plant' : plantName(plant))
  return (
    <div className={look.scroll} tabIndex={0} role="region" aria-label="Roles by plant">
      <table className={look.matrix}>
        <caption className="unseen">Roles by plant</caption>
        <thead>
          <tr>
            <th scope="col">Role</th>
            {columns.map((plant) => (
              <th key={plant} scope="col">
                {nameOf(plant)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Object.keys(roleWords) as Role[]).map((role) => (
            <tr key={role}>
              <th scope="row">
                {plain(role)}
                <span>{roleWords[role]}</span>
              </th>
              {columns.map((plant) => {
                const grant = { role, plant }
                const isGiven = value.some((one) => sameGrant(one, grant))
                return (
                  <td key={plant}>
                    <Checkbox
                      aria-label={`${plain(role)}, ${nameOf(plant)}`}
                      checked={isGiven}
                      disabled={!mayGrant.some((one) => sameGrant(one, grant))}
                      onChange={() =>
                        onChange(isGiven ? value.filter((one) => !sameGrant(one, grant)) : [...value, grant])
                      }
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
