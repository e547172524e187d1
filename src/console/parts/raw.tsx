import look from './raw.module.css'

/** The thing itself, for whoever does not believe the words. Focusable, so that it scrolls by keyboard. */
export const Raw = ({ value, name }: { value: unknown; name: string }) => (
  <pre className={look.raw} tabIndex={0} role="region" aria-label={name}>
    {JSON.stringify(value, null, 2)}
  </pre>
)

/** Text as somebody else wrote it. */
export const RawText = ({ text, name }: { text: string; name: string }) => (
  <pre className={look.raw} tabIndex={0} role="region" aria-label={name}>
    {text}
  </pre>
)
