import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Journey, Undone, UndoPreview } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { undoQuestion } from '../../api/questions/work.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Mark, StatusWord } from '../../parts/status.tsx'
import { messageStatus, undoStatus } from '../../words/status.ts'
import look from './undo-dialog.module.css'

/** What taking it back would do, in one sentence; why, and whose second name it needs. Or why not, and what now. */
export function UndoDialog({ message, onClose }: { message: Journey['message']; onClose: () => void }) {
  const { csrf } = useSession()
  const navigate = useNavigate()
  const { data, error } = useQuery(undoQuestion(message.messageId))
  const undo = useMutation({
    mutationFn: (reason: string) => tell<Undone>(`/messages/${message.messageId}/undo`, { reason }, { csrf }),
    onSuccess: ({ messageId, asks }) => {
      said(asks ? 'It waits for a second name, under Approvals.' : 'It is being taken back; this is how that goes.')
      onClose()
      void navigate({ to: '/messages/$id', params: { id: messageId } })
    },
    onSettled: () =>
      Promise.all(
        ['messages', 'orders', 'approvals', 'today'].map((topic) => client.invalidateQueries({ queryKey: [topic] })),
      ),
  })
  const goes = data && data.may && ['possible', 'asks'].includes(data.state)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Undo: ${message.title.toLowerCase()}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={look.form}
        onSubmit={(event) => {
          event.preventDefault()
          undo.mutate(String(new FormData(event.currentTarget).get('reason')).trim())
        }}
      >
        {error ? (
          <Refusal error={error} />
        ) : data ? (
          <Foretold of={data} plant={message.plant} />
        ) : (
          <Loading what="what it would do" lines={3} />
        )}
        {goes ? <ReasonField /> : null}
        <Refusal error={undo.error} />
        <div className={look.end}>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          {goes ? (
            <Button type="submit" loading={undo.isPending}>
              {data.state === 'asks' ? 'Ask for a second name' : 'Undo it'}
            </Button>
          ) : null}
        </div>
      </form>
    </Modal>
  )
}

function Foretold({ of, plant }: { of: UndoPreview; plant: string }) {
  const { state, sentence, now, secondPerson, may, earlier } = of
  return (
    <>
      <p>
        <StatusWord of={undoStatus[state]} />
      </p>
      <p>{sentence}</p>
      {now ? (
        <p>
          <strong>What now:</strong> {now}
        </p>
      ) : null}
      {secondPerson ? (
        <p className={look.note}>
          <Mark tone="warn" shape="question" />
          <span>
            {secondPerson.because} A {secondPerson.roles.join(' or ')} other than you signs it there.
          </span>
        </p>
      ) : null}
      {!may && state !== 'impossible' ? <p className="quiet">Somebody else may do this; you may read it.</p> : null}
      {earlier.length > 0 ? (
        <ul className={look.earlier} aria-label="Taken back before">
          {earlier.map(({ messageId, by, at, progress, verdict }) => (
            <li key={messageId}>
              <Link to="/messages/$id" params={{ id: messageId }}>
                by {by ?? 'somebody'}, <Moment at={at} plant={plant} />
              </Link>{' '}
              <StatusWord of={messageStatus({ progress, verdict })} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
