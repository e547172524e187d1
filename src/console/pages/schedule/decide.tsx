import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReplanSent, ReplanView } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import type { Wish } from './board.tsx'

export type Deed = 'accept' | 'reject' | 'undo'

interface Props {
  readonly view: ReplanView
  readonly deed: Deed
  readonly option: ReplanView['options'][number] | undefined
  readonly edits: readonly Wish[]
  readonly onClose: () => void
}

const words: Readonly<Record<Deed, readonly [title: string, what: string, button: string, done: string]>> = {
  accept: [
    'Write this plan into Odoo?',
    'All of it is written at once, or nothing where Odoo has moved on since it was planned.',
    'Accept it',
    'Accepted: it is on its way to Odoo.',
  ],
  reject: ['Leave all as it is?', 'Nothing moves in Odoo.', 'Reject it', 'Rejected: nothing moves.'],
  undo: [
    'Take this plan back?',
    'Each operation goes back to exactly where it was, where none has begun since.',
    'Take it back',
    'It is being taken back.',
  ],
}

export const replanPath = ({ plant, replan }: Pick<ReplanView, 'plant' | 'replan'>): string =>
  `/replans/${encodeURIComponent(plant)}/${encodeURIComponent(replan)}`

/** Says yes, no, or back again, under one's own name and with a reason. */
export function Decide({ view, deed, option, edits, onClose }: Props) {
  const { csrf } = useSession()
  const [title, what, button, done] = words[deed]
  const deciding = useMutation({
    mutationFn: (wish: object) => tell<ReplanSent>(`${replanPath(view)}/${deed}`, wish, { csrf }),
    onSuccess: () => {
      said(done)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'replans'] }),
  })
  const wishFor = (reason: string): object => {
    if (deed === 'undo') return { reason }
    if (deed === 'reject') return { basis: view.basis, reason }
    return { basis: view.basis, policy: option!.policy, reason, ...(edits.length > 0 ? { edits } : {}) }
  }
  return (
    <FormDialog onClose={onClose} title={title} onSubmit={(text) => deciding.mutate(wishFor(text('reason')))}>
      <p>{what}</p>
      <ReasonField />
      <Refusal error={deciding.error} />
      <Deeds>
        <Button type="submit" loading={deciding.isPending}>
          {button}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
