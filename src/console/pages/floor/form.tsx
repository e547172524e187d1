import { type ReactNode, useState } from 'react'
import look from './floor.module.css'

/** What is about to be reported: a question, its answer, and one large way on. */
export function Form({
  title,
  lead,
  complaint,
  send,
  onSend,
  onBack,
  children,
}: {
  title: string
  lead?: ReactNode
  complaint: string | undefined
  send: string
  onSend: () => Promise<void>
  onBack: () => void
  children: ReactNode
}) {
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  return (
    <section className={look.sheet} aria-labelledby="form-title">
      <h2 id="form-title">{title}</h2>
      {lead ? <p>{lead}</p> : null}
      {children}
      {tried && complaint ? (
        <p className={look.complaint} role="alert">
          {complaint}
        </p>
      ) : null}
      <div className={look.ends}>
        <button type="button" onClick={onBack}>
          Back
        </button>
        <button
          type="button"
          className={look.main}
          disabled={busy}
          onClick={() => {
            setTried(true)
            if (complaint) return
            setBusy(true)
            void onSend().finally(() => setBusy(false))
          }}
        >
          {send}
        </button>
      </div>
    </section>
  )
}

/** Large choices of which one holds. */
export const Choices = <Value extends string>({
  name,
  value,
  options,
  onChange,
}: {
  name: string
  value: Value | undefined
  options: readonly (readonly [value: Value, word: ReactNode])[]
  onChange: (value: Value) => void
}) => (
  <div className={look.choices} role="group" aria-label={name}>
    {options.map(([option, word]) => (
      <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
        {word}
      </button>
    ))}
  </div>
)

/** Yes or no, told by the word as well as by the colour. */
export const Switch = ({
  on,
  children,
  onChange,
}: {
  on: boolean
  children: ReactNode
  onChange: (on: boolean) => void
}) => (
  <button type="button" className={look.switch} role="switch" aria-checked={on} onClick={() => onChange(!on)}>
    <span>{children}</span>
    <strong>{on ? 'Yes' : 'No'}</strong>
  </button>
)

/** A number from a label: scanned, or typed. */
export const LabelField = ({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) => (
  <label className={look.field}>
    <span>{label}</span>
    <input
      value={value}
      maxLength={128}
      autoComplete="off"
      spellCheck={false}
      placeholder="Scan the label"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
)
