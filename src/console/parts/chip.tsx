import type { ReactNode } from 'react'
import look from './chip.module.css'
import { Icon } from './icons.tsx'

/** A filter in force, taken off by a press. */
export const Chip = ({ children, onOff }: { children: ReactNode; onOff: () => void }) => (
  <button type="button" className={look.chip} onClick={onOff}>
    {children}
    <span className="unseen">: take this filter off</span>
    <Icon name="close" size={13} />
  </button>
)

/** A few choices of which one holds, all visible. */
export function Choice<Value extends string>({
  name,
  value,
  options,
  onChange,
}: {
  name: string
  value: Value
  options: readonly (readonly [value: Value, word: ReactNode])[]
  onChange: (value: Value) => void
}) {
  return (
    <div className={look.choice} role="group" aria-label={name}>
      {options.map(([option, word]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {word}
        </button>
      ))}
    </div>
  )
}
