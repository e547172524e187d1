import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AlertList, AlertTested } from '#api'
import { tell } from '../../api/ask.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Refusal } from '../../parts/refusal.tsx'

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
  const title = 'Send a test alert'
  if (recipients.length === 0)
    return (
      <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
        <p>
          Nobody is named yet who could be told.{' '}
          <Link to="/rules" search={{ part: 'alerts' }}>
            Name somebody under Rules
          </Link>
        </p>
      </Modal>
    )
  return (
    <FormDialog onClose={onClose} title={title} onSubmit={(text) => test.mutate(Number(text('to')))}>
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
      <Deeds>
        <Button type="submit" loading={test.isPending}>
          Send it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
