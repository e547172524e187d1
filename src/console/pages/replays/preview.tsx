import { Link } from '@tanstack/react-router'
import type { ReplayPreview } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { Mark, StatusWord } from '../../parts/status.tsx'
import { counted, numberText } from '../../words/names.ts'
import { foretoldStatus } from '../../words/status.ts'
import look from './preview.module.css'
import { effectName, roleText, unknownText } from './words.ts'

/** What would happen, counted by effect and by outcome; what nobody can say is counted and named. */
export function Preview({ of }: { of: ReplayPreview }) {
  if (of.items === 0)
    return <Nothing title="No open exception is meant by this">Choose another cause or another time.</Nothing>
  return (
    <section aria-label="What would happen" className={look.preview}>
      <p className={look.sum}>
        <strong>{counted(of.items, 'event')}</strong> would be judged again.{' '}
        {of.effects.length === 0 ? (
          'Nothing would be booked.'
        ) : (
          <>
            Booked would be:{' '}
            {of.effects.map(({ operation, count }, index) => (
              <span key={operation}>
                {index > 0 ? ', ' : ''}
                {numberText(count)} × {effectName(operation).toLowerCase()}
              </span>
            ))}
            .
          </>
        )}
      </p>
      <table className={look.groups}>
        <caption className="unseen">What they would come to</caption>
        <thead>
          <tr>
            <th scope="col">How many</th>
            <th scope="col">Would be</th>
            <th scope="col">For example</th>
          </tr>
        </thead>
        <tbody>
          {of.groups.map((group) => (
            <tr key={`${group.verdict} ${group.code} ${group.sentence}`}>
              <td>{numberText(group.count)}</td>
              <td>
                <StatusWord of={foretoldStatus(group.verdict)} />
                {group.code ? <code>{group.code}</code> : null}
              </td>
              <td>
                {group.sentence}{' '}
                <span className={look.examples}>
                  {group.examples.map(({ messageId, title, key }) => (
                    <Link key={messageId} to="/messages/$id" params={{ id: messageId }} target="_blank" title={title}>
                      {key}
                    </Link>
                  ))}
                  {group.count > group.examples.length ? (
                    <span>and {numberText(group.count - group.examples.length)} more</span>
                  ) : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.unknown > 0 ? (
        <p className={look.note}>
          <Mark tone="warn" shape="doubt" />
          <span>{unknownText(of)}. Started, all of them are judged.</span>
        </p>
      ) : null}
      {of.secondPerson ? (
        <p className={look.note}>
          <Mark tone="warn" shape="question" />
          <span>
            {of.secondPerson.because} It waits for {roleText(of.secondPerson.roles)} here.
          </span>
        </p>
      ) : null}
    </section>
  )
}
