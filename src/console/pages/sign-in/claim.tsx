import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Session } from '#api'
import { ask, tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { sessionQuestion } from '../../api/questions/work.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Door } from './door.tsx'

/** The one-time link: whoever holds it names themselves. The token is taken out of the address at once. */
export function Claim() {
  const [token] = useState(() => location.hash.slice(1))
  const [again, setAgain] = useState('')
  const navigate = useNavigate()
  useEffect(() => history.replaceState(history.state, '', location.pathname), [])
  const take = useMutation({
    mutationFn: async (body: Record<string, string>) => {
      const session = await tell<Session | undefined>('/session/claim', body)
      return session?.csrf ? session : ask<Session>('/session')
    },
    onSuccess: (session) => {
      client.clear()
      client.setQueryData(sessionQuestion.queryKey, session)
      void navigate({ to: '/' })
    },
  })
  if (!token)
    return (
      <Door
        title="This link is not whole"
        lead="The part after the # is missing. Copy the whole link and open it again."
      >
        <Link to="/sign-in">I have a password already</Link>
      </Door>
    )
  return (
    <Door title="Take your place" lead="This link works once. Choose what you sign in with from now on.">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const said = new FormData(event.currentTarget)
          const text = (name: string) => String(said.get(name)).trim()
          if (said.get('password') !== said.get('again')) return setAgain('The two passwords differ')
          setAgain('')
          take.mutate({ token, login: text('login'), name: text('name'), password: String(said.get('password')) })
        }}
      >
        <TextInput
          name="name"
          label="Your name"
          description="As others read it"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
        />
        <TextInput
          name="login"
          label="Name you sign in with"
          description="Small letters, digits, dots and dashes"
          pattern="[a-z0-9._\-]{2,64}"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label="Password"
          description="At least 12 characters; a sentence is fine"
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <PasswordInput
          name="again"
          label="The same password again"
          autoComplete="new-password"
          required
          withAsterisk={false}
          error={again}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the second password' }}
        />
        <Refusal error={take.error} />
        <Button type="submit" size="md" fullWidth loading={take.isPending}>
          Take my place
        </Button>
      </form>
    </Door>
  )
}
