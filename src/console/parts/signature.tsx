import { Button, PasswordInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Refusal } from './refusal.tsx'
import look from './signature.module.css'

export interface Signed<Answer extends string> {
  readonly answer: Answer
  readonly reason: string
  readonly password: string
}

/** An answer, why, and the password again: a signature under what is shown beside it. */
export function Signature<Answer extends string>({
  answers,
  pending,
  error,
  onSign,
}: {
  answers: readonly (readonly [answer: Answer, word: string])[]
  pending: boolean
  error: unknown
  onSign: (signed: Signed<Answer>) => void
}) {
  const [answer, setAnswer] = useState<Answer>()
  return (
    <form
      className={look.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!answer) return
        const form = new FormData(event.currentTarget)
        onSign({ answer, reason: String(form.get('reason')).trim(), password: String(form.get('password')) })
      }}
    >
      <fieldset className={look.answers}>
        <legend>Your answer</legend>
        {answers.map(([value, word]) => (
          <label key={value} data-chosen={answer === value || undefined}>
            <input
              type="radio"
              name="answer"
              value={value}
              required
              checked={answer === value}
              onChange={() => setAnswer(value)}
            />
            {word}
          </label>
        ))}
      </fieldset>
      {answer ? (
        <>
          <Textarea name="reason" label="Why" required minLength={3} maxLength={500} rows={2} withAsterisk={false} />
          <PasswordInput
            name="password"
            label="Your password again"
            description="It signs the answer in your name"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          />
          <Refusal error={error} />
          <Button type="submit" loading={pending}>
            Sign: {answers.find(([value]) => value === answer)?.[1].toLowerCase()}
          </Button>
        </>
      ) : null}
    </form>
  )
}
