import { Button, Modal, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DraftTable } from '#api'
import { tableDraftQuestion } from '../../api/questions/settings.ts'
import { useSession } from '../../app/session.tsx'
import { Deeds } from '../../parts/form-dialog.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Raw } from '../../parts/raw.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'
import { recordStatus } from '../../words/status.ts'
import type { Rules } from './cells.ts'
import look from './table-editor.module.css'

type Table = Rules['fieldTables'][number]

interface Props {
  readonly before: Table
  readonly onTake: (table: Table) => void
  readonly onClose: () => void
}

/** A field table as text, beside what it makes of the records that came last. It goes into the draft like every change. */
export function TableEditor({ before, onTake, onClose }: Props) {
  const { csrf } = useSession()
  const asText = useQuery(tableDraftQuestion({ table: before }, csrf))
  const [text, setText] = useState<string>()
  useEffect(() => setText((now) => now ?? asText.data?.text), [asText.data])
  const [asked] = useDebouncedValue(text, 400)
  const draft = useQuery({ ...tableDraftQuestion({ text: asked ?? '' }, csrf), enabled: !!asked })
  const isRead = asked === text && draft.data?.table !== undefined && draft.data.table !== null
  const renamed = isRead && draft.data!.table!.table !== before.table
  return (
    <Modal
      opened
      onClose={onClose}
      size="80rem"
      title={`Field table ${before.table}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={look.beside}>
        <Textarea
          label="The table, as YAML"
          classNames={{ input: look.text }}
          value={text ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={26}
          spellCheck={false}
          autoCapitalize="none"
          disabled={text === undefined}
        />
        <div className={look.made} aria-live="polite">
          <h3>What it makes of the records that came last</h3>
          <Refusal error={draft.error ?? asText.error} />
          {draft.data && asked ? <Made of={draft.data} /> : null}
          {renamed ? <p role="alert">A table keeps its name: systems are set up by it.</p> : null}
        </div>
      </div>
      <Deeds>
        <Button
          disabled={!isRead || renamed}
          onClick={() => {
            onTake(draft.data!.table as Table)
            onClose()
          }}
        >
          Add to the draft
        </Button>
      </Deeds>
    </Modal>
  )
}

function Made({ of: { trouble, records } }: { of: DraftTable }) {
  if (trouble) return <p role="alert">{trouble}</p>
  if (records.length === 0)
    return (
      <p className="quiet">
        It can be read. No record has come yet that it could be held against, or you may not see them.
      </p>
    )
  const changed = records.filter(({ same }) => !same).length
  return (
    <>
      <p>
        {changed === 0
          ? `${counted(records.length, 'record means', 'records mean')} the same as now.`
          : `${counted(changed, 'record', 'records')} of ${records.length} would mean something else.`}
      </p>
      {records.map(({ sha256, receivedAt, was, is, same }) => (
        <Disclosure
          key={sha256}
          name={
            <>
              <Moment at={receivedAt} /> <StatusWord of={recordStatus[is.kind]} size={13} />{' '}
              <span className="quiet">{same ? 'as now' : 'otherwise than now'}</span>
            </>
          }
        >
          {is.problems.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {same ? null : (
            <>
              <p className="quiet">Now</p>
              <Raw value={was?.events ?? []} name="What it becomes now" />
              <p className="quiet">By this</p>
            </>
          )}
          <Raw value={is.events} name="What it becomes by this" />
        </Disclosure>
      ))}
    </>
  )
}
