import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { Session } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { sessionQuestion } from '../../api/questions/work.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Door } from './door.tsx'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const { to } = route.useSearch()
  const router = useRouter()
  const enter = useMutation({
    mutationFn: (credentials: { login: string; password: string }) => tell<Session>('/session', credentials),
    onSuccess: (session) => {
      client.clear()
      client.setQueryData(sessionQuestion.queryKey, session)
      // Only a path of this console: an address from elsewhere is not followed.
      router.history.push(to?.startsWith('/') && !to.startsWith('//') ? to : '/')
    },
  })
  return (
    <Door title="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const said = new FormData(event.currentTarget)
          enter.mutate({ login: String(said.get('login')).trim(), password: String(said.get('password')) })
        }}
      >
        <TextInput
          name="login"
          label="Name you sign in with"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          size="md"
          required
          autoFocus
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <Refusal error={enter.error} />
        <Button type="submit" size="md" fullWidth loading={enter.isPending}>
          Sign in
        </Button>
      </form>
    </Door>
  )
}
