import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ExceptionRow, ReplayDetail, ReplayStart } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { replayPreviewQuestion } from '../../api/questions/proof.ts'
import { usePlant, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Choice } from '../../parts/chip.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { counted } from '../../words/names.ts'
import look from './judge-again.module.css'
import { Preview } from './preview.tsx'
import { everything, type Which, WhichOnes } from './which-ones.tsx'

type Facts = 'now' | 'recorded'

const rates = [
  ['60', 'One a second'],
  ['600', 'Ten a second'],
  ['6000', 'A hundred a second'],
] as const

/** Many stopped events at once: what they would come to, why, how fast; and then it is done, or somebody else is asked. */
export function JudgeAgain({
  items,
  code,
  onClose,
}: {
  /** Those chosen by hand; otherwise the dialog asks which. */
  items: readonly ExceptionRow[] | undefined
  code: string | undefined
  onClose: () => void
}) {
  const { csrf, plants: mine } = useSession()
  const navigate = useNavigate()
  const scope = usePlant()
  const plants = mine.filter(({ id }) => (items ? items.some((item) => item.plant === id) : !scope || id === scope))
  const [plant, setPlant] = useState(plants[0]?.id ?? '')
  const [facts, setFacts] = useState<Facts>('now')
  const [which, setWhich] = useState<Which>({ ...everything, ...(code ? { code } : {}) })
  const ids = items?.filter((item) => item.plant === plant).map(({ exceptionId }) => exceptionId)
  const wish = { plant, filter: ids ? { ids } : which, facts }
  const preview = useQuery(replayPreviewQuestion(wish, csrf))
  const start = useMutation({
    mutationFn: (wanted: Pick<ReplayStart, 'reason' | 'perMinute'>) =>
      tell<ReplayDetail>('/replays', { ...wish, ...wanted }, { csrf }),
    onSuccess: ({ replayId, state, items: count }) => {
      said(
        state === 'asked'
          ? `${counted(count, 'event waits', 'events wait')} for a second name.`
          : `${counted(count, 'event is', 'events are')} being judged again.`,
      )
      onClose()
      void navigate({ to: '/replays/$id', params: { id: replayId } })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['replays'] }),
  })
  const { data } = preview
  return (
    <FormDialog
      onClose={onClose}
      title="Judge again"
      size="xl"
      onSubmit={(text) => {
        start.mutate({ reason: text('reason'), perMinute: Number(text('rate')) })
      }}
    >
      <div className={look.which}>
        {plants.length > 1 ? (
          <NativeSelect
            label="Plant"
            data={plants.map(({ id, name }) => ({ value: id, label: name }))}
            value={plant}
            onChange={(event) => setPlant(event.currentTarget.value)}
          />
        ) : null}
        {ids ? <p>{counted(ids.length, 'exception')} chosen by hand.</p> : null}
        {ids ? null : <WhichOnes of={which} plant={plant} onChange={setWhich} />}
      </div>
      <div>
        <Choice<Facts>
          name="By which facts it is foretold"
          value={facts}
          options={[
            ['now', 'Ask the owners again'],
            ['recorded', 'By what was recorded'],
          ]}
          onChange={setFacts}
        />
        <p className={look.hint}>
          {facts === 'now'
            ? 'Odoo and the others are asked what holds now. Nothing is booked by looking.'
            : 'Nobody is asked: by the answers of the last time. What was not asked then is unknown, not guessed.'}
        </p>
      </div>
      {preview.error ? (
        <Refusal error={preview.error} />
      ) : data ? (
        <Preview of={data} />
      ) : (
        <Loading what="what would happen" lines={4} />
      )}
      {data && data.items > 0 ? (
        <>
          <ReasonField />
          <NativeSelect
            name="rate"
            label="How fast"
            description="Slower leaves more room for what the plant reports meanwhile"
            data={rates.map(([value, label]) => ({ value, label }))}
            defaultValue="600"
          />
        </>
      ) : null}
      <Refusal error={start.error} />
      <Deeds>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" loading={start.isPending} disabled={!data || data.items === 0}>
          {data?.secondPerson ? 'Ask for a second name' : 'Judge again'}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
