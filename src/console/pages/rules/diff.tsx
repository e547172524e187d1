import type { RuleDifference } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Icon } from '../../parts/icons.tsx'
import { numberText } from '../../words/names.ts'
import look from './diff.module.css'
import { nameOf, sideOf } from './say.ts'

/** What changes: before and after in words, and how much of the last day it would have concerned. */
export function Diff({ of, titleOf }: { of: readonly RuleDifference[]; titleOf: (system: string) => string }) {
  const plantName = usePlantName()
  if (of.length === 0) return <p className="quiet">Nothing of your plants changes.</p>
  return (
    <table className={look.diff}>
      <caption className="unseen">What changes</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col" className={look.concerns}>
            Events of the last day
          </th>
        </tr>
      </thead>
      <tbody>
        {of.map((difference) => (
          <tr key={`${difference.part} ${difference.plant} ${difference.what}`}>
            <th scope="row">
              {nameOf(difference)}
              <span>{difference.plant === '*' ? 'Every plant' : plantName(difference.plant)}</span>
            </th>
            <td className={look.before}>
              <Side text={sideOf(difference, difference.before, titleOf)} name="before" />
            </td>
            <td className={look.after}>
              <Icon name="right" size={12} />
              <Side text={sideOf(difference, difference.after, titleOf)} name="after" />
            </td>
            <td className={look.concerns}>
              <span className={look.label}>Concerns in a day: </span>
              {difference.concerns === undefined ? '–' : numberText(difference.concerns)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const longest = 90

/** Whole parts of a field table are long: they wait behind a word. */
const Side = ({ text, name }: { text: string | undefined; name: string }) =>
  text === undefined ? (
    <span className="quiet">nothing</span>
  ) : text.length <= longest ? (
    text
  ) : (
    <details className={look.long}>
      <summary>as it is {name}</summary>
      <code>{text}</code>
    </details>
  )
