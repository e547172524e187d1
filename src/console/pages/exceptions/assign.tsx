import { Button, TextInput } from '@mantine/core'
import { useSession } from '../../app/session.tsx'
import { Deeds } from '../../parts/form-dialog.tsx'
import type { Deed } from './act.ts'
import look from './dialogs.module.css'

/** To oneself by one press, to somebody by name, or back to everybody. */
export function Assign({ what, pending, onDeed }: { what: string; pending: boolean; onDeed: (deed: Deed) => void }) {
  const { login } = useSession()
  return (
    <form
      className={look.form}
      onSubmit={(event) => {
        event.preventDefault()
        onDeed({ action: 'assign', to: String(new FormData(event.currentTarget).get('to')).trim() })
      }}
    >
      <p>{what}</p>
      <Button loading={pending} onClick={() => onDeed({ action: 'assign', to: login })} data-autofocus>
        I take it
      </Button>
      <TextInput
        name="to"
        label="Or somebody else"
        description="The name they sign in with"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        required
        withAsterisk={false}
      />
      <Deeds>
        <Button variant="default" disabled={pending} onClick={() => onDeed({ action: 'assign', to: null })}>
          Give it back to everybody
        </Button>
        <Button type="submit" variant="default" disabled={pending}>
          Give it to them
        </Button>
      </Deeds>
    </form>
  )
}
