import { Link } from '@tanstack/react-router'
import type { RulesView } from '#api'
import { Moment } from '../../parts/moment.tsx'
import look from './rules.module.css'

/** Which version holds, since when, and who agreed to it. */
export function Headline({ view: { version, from, newest, versions } }: { view: RulesView }) {
  const row = versions.find((one) => one.version === version)
  const later = newest === version ? undefined : versions.find((one) => one.version === newest)
  return (
    <p className={look.lead}>
      <Link to="/rules/$version" params={{ version: String(version) }}>
        Version {version}
      </Link>{' '}
      holds since <Moment at={from} />
      {row ? (
        <>
          : “{row.reason}” {agreedBy(row)}.
        </>
      ) : (
        '.'
      )}
      {later?.effectiveFrom ? (
        <>
          {' '}
          From <Moment at={later.effectiveFrom} />{' '}
          <Link to="/rules/$version" params={{ version: String(newest) }}>
            version {newest}
          </Link>{' '}
          holds: what you see here, and change, is that one.
        </>
      ) : null}
    </p>
  )
}

export const agreedBy = ({ proposedBy, answeredBy }: RulesView['versions'][number]): string =>
  answeredBy === null || answeredBy === proposedBy ? `by ${proposedBy}` : `by ${proposedBy}, approved by ${answeredBy}`
