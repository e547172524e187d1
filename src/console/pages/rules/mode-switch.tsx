import { Mark } from '../../parts/status.tsx'
import { type Mode, modeStatus } from '../../words/status.ts'
import look from './mode-switch.module.css'

const modes = ['off', 'shadow', 'live'] as const

/** Off, on paper or live: what holds is filled, and another one is a press away. */
export const ModeSwitch = ({
  name,
  value,
  onChange,
}: {
  name: string
  value: Mode
  onChange: (mode: Mode) => void
}) => (
  <div className={look.switch} role="group" aria-label={name}>
    {modes.map((mode) => {
      const { tone, shape, word } = modeStatus[mode]
      return (
        <button
          key={mode}
          type="button"
          aria-pressed={mode === value}
          data-mode={mode}
          onClick={() => (mode === value ? undefined : onChange(mode))}
        >
          {mode === value ? <Mark tone={tone} shape={shape} size={13} /> : null}
          {word}
        </button>
      )
    })}
  </div>
)
