import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplayDetail } from '#api'
import { StatusWord } from '../../parts/status.tsx'
import { foretoldStatus } from '../../words/status.ts'
import look from './replay.module.css'
import { effectName } from './words.ts'

type Part = ReplayDetail['parts'][number]
type Meaning = Part['predicted']

const atFirst = 25

/** Event by event, those that came otherwise first: what was foretold beside what happened. */
export function Each({ of }: { of: readonly Part[] }) {
  const [all, setAll] = useState(false)
  return (
    <>
      <table className={look.each}>
        <caption className="unseen">Each event</caption>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Foretold</th>
            <th scope="col">Came</th>
          </tr>
        </thead>
        <tbody>
          {of.slice(0, all ? of.length : atFirst).map((part) => (
            <tr key={part.place} data-otherwise={part.agrees === false || undefined}>
              <th scope="row">
                <Link to="/messages/$id" params={{ id: part.messageId }} data-row>
                  {part.title}
                </Link>
                <span className={look.key}>{part.key}</span>
              </th>
              <td data-name="Foretold">
                <Told of={part.predicted} />
              </td>
              <td data-name="Came">
                {part.refused ? (
                  <>
                    Could not be judged again <code>{part.refused}</code>
                  </>
                ) : part.actual ? (
                  <Told of={part.actual} />
                ) : (
                  <span className="quiet">{part.triedAt ? 'being judged' : 'not yet'}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && of.length > atFirst ? (
        <div className={look.more}>
          <Button variant="default" onClick={() => setAll(true)}>
            Show the other {of.length - atFirst}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const Told = ({ of: { verdict, code, sentence, effects = [], unknown } }: { of: Meaning }) => (
  <>
    <StatusWord of={foretoldStatus(verdict ?? 'unknown')} />
    {code ? <code>{code}</code> : null}
    <small>{unknown ?? sentence}</small>
    {effects.length > 0 ? <small>{effects.map(({ operation }) => effectName(operation)).join(', ')}</small> : null}
  </>
)
