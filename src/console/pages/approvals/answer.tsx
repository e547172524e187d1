import { Button, PasswordInput, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApprovalRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import look from './approval.module.css'

type Said = 'yes' | 'no'
type Signed = { readonly answer: Said; readonly reason: string; readonly shownHash: string; readonly password: string }

/** Yes or no, why, and the password again: a signature under the hash of what is shown. */
export function Answer({ approval }: { approval: ApprovalRow }) {
  const { csrf, name } = useSession()
  const [answer, setAnswer] = useState<Said>()
  const sign = useMutation({
    mutationFn: (signed: Signed) => tell(`/approvals/${approval.approvalId}`, signed, { csrf }),
    onSuccess: (_, signed) => said(`Answered ${signed.answer}, signed by ${name}.`),
    onSettled: () =>
      Promise.all(['approvals', 'messages', 'today'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  })
  return (
    <form
      className={look.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!answer) return
        const form = new FormData(event.currentTarget)
        sign.mutate({
          answer,
          reason: String(form.get('reason')).trim(),
          shownHash: approval.shownHash,
          password: String(form.get('password')),
        })
      }}
    >
      <fieldset className={look.yesNo}>
        <legend>Your answer</legend>
        {(['yes', 'no'] as const).map((said) => (
          <label key={said} data-chosen={answer === said || undefined}>
            <input
              type="radio"
              name="answer"
              value={said}
              required
              checked={answer === said}
              onChange={() => setAnswer(said)}
            />
            {said === 'yes' ? 'Yes' : 'No'}
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
          <Refusal error={sign.error} />
          <Button type="submit" loading={sign.isPending}>
            Sign: {answer}
          </Button>
        </>
      ) : null}
    </form>
  )
}
