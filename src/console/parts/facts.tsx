import type { ReactNode } from 'react'
import { plain } from '../words/names.ts'
import { amountText, isAmount } from '../words/units.ts'
import look from './facts.module.css'

/** Anything JSON can say, as a person reads it: amounts with their unit, lists by line, the rest as text. */
export function Value({ of }: { of: unknown }): ReactNode {
  if (of === null || of === undefined || of === '') return <span className="quiet">–</span>
  if (typeof of === 'boolean') return of ? 'yes' : 'no'
  if (typeof of !== 'object') return String(of)
  if (isAmount(of)) return <span className="nowrap">{amountText(of)}</span>
  if (!Array.isArray(of)) return <Facts of={of as Record<string, unknown>} nested />
  if (of.length === 0) return <span className="quiet">none</span>
  if (of.every((item) => typeof item !== 'object')) return of.join(', ')
  return (
    <ol className={look.list}>
      {of.map((item, index) => (
        <li key={index}>
          <Value of={item} />
        </li>
      ))}
    </ol>
  )
}

/** Names and values. */
export const Facts = ({ of, nested = false }: { of: Record<string, unknown>; nested?: boolean }) => (
  <dl className={nested ? look.nested : look.facts}>
    {Object.entries(of)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{plain(name)}</dt>
          <dd>
            <Value of={value} />
          </dd>
        </div>
      ))}
  </dl>
)

/** The same for what is not data but parts of the page. */
export const Lines = ({ of }: { of: readonly (readonly [name: string, value: ReactNode] | false | null)[] }) => (
  <dl className={look.facts}>
    {of.map((line) =>
      line ? (
        <div key={line[0]}>
          <dt>{line[0]}</dt>
          <dd>{line[1]}</dd>
        </div>
      ) : null,
    )}
  </dl>
)
