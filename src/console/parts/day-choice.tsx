import { Button, TextInput } from '@mantine/core'
import look from './day-choice.module.css'

/** Which day is looked at; none chosen: today, by the clock of each plant. */
export function DayChoice({
  day,
  shown,
  onGo,
}: {
  day: string | undefined
  shown: string
  onGo: (to: string | undefined) => void
}) {
  const step = (by: number) =>
    shown && onGo(new Date(Date.parse(`${shown}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10))
  return (
    <div className={look.choose}>
      <Button variant="default" onClick={() => step(-1)} aria-label="The day before">
        ‹
      </Button>
      <TextInput
        type="date"
        aria-label="Day"
        value={shown}
        onChange={(event) => event.currentTarget.value && onGo(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => step(1)} disabled={day === undefined} aria-label="The day after">
        ›
      </Button>
      <Button variant="default" onClick={() => onGo(undefined)} disabled={day === undefined}>
        Today
      </Button>
    </div>
  )
}
