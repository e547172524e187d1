import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RulesView } from '#api'
import { rulesPreviewQuestion } from '../../api/questions/settings.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { plain } from '../../words/names.ts'
import { type Mode, modeStatus } from '../../words/status.ts'
import { type Change, partOf, type Rules, withChanges } from './cells.ts'
import dialogs from './dialogs.module.css'
import type { Draft } from './draft.ts'
import type { Wish } from './flows.tsx'
import { Meaning } from './meaning.tsx'
import { usePropose } from './propose.ts'
import { modeOf } from './say.ts'

const meanings: Readonly<Record<Mode, string>> = {
  off: 'Events that come from now on are kept, and nobody judges them. What came before is finished as it was meant.',
  shadow:
    'Events that come from now on are judged and written down, and nothing follows from them. What came before is finished as it was meant.',
  live: 'Events that come from now on are judged, and what is decided is done. What was on paper until now stays on paper.',
}

/** A flow does more or less from now on: what that means, why, and it is done or asked for. */
export function ModeDialog({
  wish,
  view,
  rules,
  setting,
  draft,
  onClose,
}: {
  wish: Wish
  view: RulesView
  rules: Rules
  setting: Rules['flows'][number] | null
  draft: Draft
  onClose: () => void
}) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const change = changeFor(wish, setting)
  const place = { part: 'flow', plant: wish.plant, what: wish.flow } as const
  const isBack = modeOf(setting) === wish.mode
  const proposed = partOf(withChanges(rules, [change]), view.mayPropose)
  const preview = useQuery({ ...rulesPreviewQuestion(view.newest, proposed, csrf), enabled: !isBack })
  const propose = usePropose(() => {
    draft.drop(place)
    onClose()
  })
  const takeUp = () => {
    draft.set(place, change.value)
    onClose()
  }
  const alone = preview.data?.needsSecondPerson === false
  return (
    <FormDialog
      onClose={onClose}
      title={`${plain(wish.flow)}, ${plantName(wish.plant)}`}
      onSubmit={(text) => {
        const reason = text('reason')
        propose.mutate({ basedOn: view.newest, rules: proposed, reason })
      }}
    >
      <p className={dialogs.turn}>
        <StatusWord of={modeStatus[modeOf(setting)]} />
        <span aria-hidden="true">→</span>
        <span className="unseen">becomes</span>
        <StatusWord of={modeStatus[wish.mode]} />
      </p>
      {isBack ? (
        <p>It is so now: the change in your draft is taken out of it.</p>
      ) : (
        <>
          <p>{meanings[wish.mode]}</p>
          <Meaning preview={preview.data} error={preview.error} />
          <ReasonField />
          <Refusal error={propose.error} />
        </>
      )}
      <Deeds>
        <Button variant="default" onClick={takeUp} data-autofocus={isBack || undefined}>
          {isBack ? 'Take it out of the draft' : 'Add to the draft'}
        </Button>
        {isBack ? null : (
          <Button type="submit" loading={propose.isPending} disabled={!preview.data}>
            {alone ? `Switch to ${modeStatus[wish.mode].word.toLowerCase()} now` : 'Propose it'}
          </Button>
        )}
      </Deeds>
    </FormDialog>
  )
}

/** A flow that is live and has no target of its own is not named in the rules. */
function changeFor({ flow, plant, mode }: Wish, setting: Rules['flows'][number] | null): Change {
  const target = setting?.target
  const value = mode === 'live' && !target ? null : { plant, flow, mode, ...(target ? { target } : {}) }
  return { part: 'flow', plant, what: flow, was: setting, value }
}
