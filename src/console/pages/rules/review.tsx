import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RulesView } from '#api'
import { rulesPreviewQuestion } from '../../api/questions/settings.ts'
import { usePlant, useSession } from '../../app/session.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { useFrom } from '../../parts/from-field.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { partOf, type Rules, withChanges } from './cells.ts'
import dialogs from './dialogs.module.css'
import { Diff } from './diff.tsx'
import type { Draft } from './draft.ts'
import { Meanwhile } from './draft-bar.tsx'
import { usePropose } from './propose.ts'

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
  const from = useFrom(usePlant() || undefined, 'Holds from')
  const proposed = partOf(withChanges(rules, draft.changes), view.mayPropose)
  const preview = useQuery(rulesPreviewQuestion(view.newest, proposed, csrf))
  const propose = usePropose(() => {
    draft.clear()
    onClose()
  })
  const needs = preview.data?.needsSecondPerson
  return (
    <FormDialog
      onClose={onClose}
      title="Review and propose"
      size="xl"
      onSubmit={(text) => {
        const holds = from.said(text)
        if (!holds) return
        propose.mutate({ basedOn: view.newest, rules: proposed, reason: text('reason'), ...holds })
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
      {from.field}
      {preview.data ? (
        <p>
          {needs
            ? 'Somebody else has to approve it before it holds.'
            : 'It needs nobody else: it holds as soon as you propose it.'}
        </p>
      ) : null}
      <Refusal error={propose.error} />
      <Deeds>
        <Button variant="default" onClick={onClose}>
          Back to the draft
        </Button>
        <Button type="submit" loading={propose.isPending} disabled={!preview.data}>
          {needs === false ? 'Make it hold' : 'Propose it'}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
