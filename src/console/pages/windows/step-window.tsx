import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { WindowAnswer, WindowStep, WindowView } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'

/** Says of a window that was planned here what became of it. */
export function StepWindow({ window, onClose }: { window: WindowView; onClose: () => void }) {
  const { csrf } = useSession()
  const { plant, booked, state } = window
  const step = useMutation({
    mutationFn: (wish: WindowStep) => tell<WindowAnswer>('/windows/steps', wish, { csrf }),
    onSuccess: ({ sentence }) => {
      said(sentence)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'windows'] }),
  })
  const begins = booked && state !== 'started' ? [{ value: 'start', label: 'It has begun' }] : []
  const ends = booked ? [{ value: 'finish', label: 'It is over' }] : []
  const off = { value: 'cancel', label: 'It is called off: its work centres have their time back' }
  return (
    <FormDialog
      onClose={onClose}
      title={`What became of ${window.window}?`}
      onSubmit={(text) =>
        step.mutate({
          ...{ plant, window: window.window, reason: text('reason') },
          step: text('step') as WindowStep['step'],
        })
      }
    >
      <NativeSelect name="step" label={window.title} data={[off, ...begins, ...ends]} />
      <ReasonField />
      <Refusal error={step.error} />
      <Deeds>
        <Button type="submit" loading={step.isPending}>
          Say so
        </Button>
      </Deeds>
    </FormDialog>
  )
}
