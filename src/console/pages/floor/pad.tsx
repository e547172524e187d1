import { Icon } from '../../parts/icons.tsx'
import { unitWord } from '../../words/units.ts'
import look from './floor.module.css'
import { padKeys, pressed } from './report/amount.ts'
import { useInput } from './use-scanner.ts'

/** A number, by thumbs in gloves or by the keyboard. */
export function Pad({
  name,
  uom,
  text,
  onText,
}: {
  name: string
  uom: string
  text: string
  onText: (text: string) => void
}) {
  useInput((input) => {
    if (input.kind !== 'key' || !/^[\d,.]$|^Backspace$/.test(input.key)) return false
    onText(pressed(text, input.key))
    return true
  })
  return (
    <div className={look.pad} role="group" aria-label={name}>
      <output className={look.figure} aria-label={name}>
        {text === '' ? '0' : text} <span>{unitWord(uom)}</span>
      </output>
      <div className={look.keys}>
        {padKeys.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={key === 'Backspace' ? 'Take back the last digit' : key === ',' ? 'Comma' : key}
            onClick={() => onText(pressed(text, key))}
          >
            {key === 'Backspace' ? <Icon name="left" size={28} /> : key}
          </button>
        ))}
      </div>
    </div>
  )
}
