import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AlertList, AlertTested } from '#api'
import { tell } from '../../api/ask.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import dialogs from '../rules/dialogs.module.css'

/** Tells one recipient that nothing is wrong, by the whole way alerts go. */
export function TestAlert({ recipients, onClose }: { recipients: AlertList['recipients']; onClose: () => void }) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const test = useMutation({
    mutationFn: (at: number) => {
      const { plant, id: recipient } = recipients[at]!
      return tell<AlertTested>('/alerts/test', { plant, recipient }, { csrf })
    },
    onSuccess: (_, at) => {
      said(`${recipients[at]!.id} is told within seconds; what came of it stands under Messages.`)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title="Send a test alert" closeButtonProps={{ 'aria-label': 'Close' }}>
      {recipients.length === 0 ? (
        <p>
          Nobody is named yet who could be told.{' '}
          <Link to="/rules" search={{ part: 'alerts' }}>
            Name somebody under Rules
          </Link>
        </p>
      ) : (
        <form
          className={dialogs.form}
          onSubmit={(event) => {
            event.preventDefault()
            test.mutate(Number(new FormData(event.currentTarget).get('to')))
          }}
        >
          <p>It says that nothing is wrong, and goes the way every alert goes.</p>
          <NativeSelect
            name="to"
            label="To whom"
            data={recipients.map(({ plant, id, via }, at) => ({
              value: String(at),
              label: `${id}, ${plantName(plant)}, by ${via}`,
            }))}
          />
          <Refusal error={test.error} />
          <div className={dialogs.end}>
            <Button type="submit" loading={test.isPending}>
              Send it
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
