import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import type { RulesView } from '#api'
import { rulesPreviewQuestion } from '../../api/questions.ts'
import { usePlant, useSession } from '../../app/session.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { Zones } from '../../parts/moment.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { cityOf } from '../../words/moments.ts'
import { partOf, type Rules, withChanges } from './cells.ts'
import dialogs from './dialogs.module.css'
import { Diff } from './diff.tsx'
import type { Draft } from './draft.ts'
import { Meanwhile } from './draft-bar.tsx'
import { usePropose } from './propose.ts'
import { momentAt } from '../../words/wall.ts'

/** All that is about to be proposed, with what it means; why; and from when on. */
export function Review({
  view,
  rules,
  draft,
  titleOf,
  onClose,
}: {
  view: RulesView
  rules: Rules
  draft: Draft
  titleOf: (system: string) => string
  onClose: () => void
}) {
  const { csrf } = useSession()
  const zone = useContext(Zones).zoneOf(usePlant() || undefined)
  const [wrong, setWrong] = useState('')
  const proposed = partOf(withChanges(rules, draft.changes), view.mayPropose)
  const preview = useQuery(rulesPreviewQuestion(view.newest, proposed, csrf))
  const propose = usePropose(() => {
    draft.clear()
    onClose()
  })
  const needs = preview.data?.needsSecondPerson
  return (
    <Modal opened onClose={onClose} title="Review and propose" size="xl" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const text = (name: string) => String(form.get(name) ?? '').trim()
          const from = text('from') === '' ? undefined : momentAt(text('from'), zone)
          if (text('from') !== '' && !from) return setWrong('The clock never shows this moment; choose another one')
          setWrong('')
          propose.mutate({ basedOn: view.newest, rules: proposed, reason: text('reason'), ...(from ? { from } : {}) })
        }}
      >
        {draft.basedOn === view.newest ? null : (
          <div className={dialogs.warn}>
            <Meanwhile view={view} overtaken={draft.overtaken.length} />
          </div>
        )}
        {preview.error ? (
          <Refusal error={preview.error} />
        ) : preview.data ? (
          <Diff of={preview.data.differences} titleOf={titleOf} />
        ) : (
          <Loading what="what changes" lines={3} />
        )}
        <ReasonField />
        <TextInput
          type="datetime-local"
          name="from"
          label="Holds from"
          description={`At once where empty; by the clock of ${cityOf(zone)}`}
          error={wrong}
          max="9999-12-31T23:59"
        />
        {preview.data ? (
          <p>
            {needs
              ? 'Somebody else has to approve it before it holds.'
              : 'It needs nobody else: it holds as soon as you propose it.'}
          </p>
        ) : null}
        <Refusal error={propose.error} />
        <div className={dialogs.end}>
          <Button variant="default" onClick={onClose}>
            Back to the draft
          </Button>
          <Button type="submit" loading={propose.isPending} disabled={!preview.data}>
            {needs === false ? 'Make it hold' : 'Propose it'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
