import { Modal, NativeSelect } from '@mantine/core'
import type { ExceptionRow } from '#api'
import { counted } from '../../words/names.ts'
import { Refusal } from '../../parts/refusal.tsx'
import type { Action, Deed } from './act.ts'
import { Assign } from './assign.tsx'
import { Correct } from './correct.tsx'
import look from './dialogs.module.css'
import { Reason } from './reason.tsx'

interface Props {
  readonly open: Exclude<Action, 'retry'>
  readonly items: readonly ExceptionRow[]
  readonly pending: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onDeed: (deed: Deed) => void
}

const spans = [
  ['1', 'An hour'],
  ['24', 'A day'],
  ['168', 'A week'],
] as const

const titles = {
  assign: 'Who takes it?',
  correct: 'Correct and try again',
  skip: 'Skip it',
  override: 'Let it through',
}

/** What needs a word or a correction before it is done. */
export function Dialogs({ open, items, pending, error, onClose, onDeed }: Props) {
  const one = items[0]!
  const what = items.length === 1 ? `“${one.title}” for ${one.subject}` : counted(items.length, 'exception')
  return (
    <Modal
      opened
      onClose={onClose}
      title={titles[open]}
      size={open === 'correct' ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {open === 'assign' ? <Assign what={what} pending={pending} onDeed={onDeed} /> : null}
      {open === 'correct' ? <Correct item={one} pending={pending} onDeed={onDeed} /> : null}
      {open === 'skip' ? (
        <Reason
          lead={`${what} will not be booked. It stays in the journal with your name and reason.`}
          confirm="Skip"
          pending={pending}
          onReason={(reason) => onDeed({ action: 'skip', reason })}
        />
      ) : null}
      {open === 'override' ? (
        <Reason
          lead={`${what} is judged again with the rule that stopped it set aside, under your name.`}
          confirm="Let it through"
          pending={pending}
          onReason={(reason, form) => onDeed({ action: 'override', reason, hours: Number(form.get('hours')) })}
        >
          <NativeSelect
            name="hours"
            label="Set aside for"
            description="Judged later than that, the rule holds again"
            data={spans.map(([value, label]) => ({ value, label }))}
            defaultValue="24"
          />
        </Reason>
      ) : null}
      {error ? (
        <div className={look.said}>
          <Refusal error={error} />
        </div>
      ) : null}
    </Modal>
  )
}
