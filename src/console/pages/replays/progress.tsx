import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReplayDetail } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { durationText } from '../../words/durations.ts'
import { counted, numberText } from '../../words/names.ts'
import look from './replay.module.css'

/** How many are through, at which rate, until when; and the way to stop it. */
export function Progress({ replay }: { replay: ReplayDetail }) {
  const { items, tried, refused, asPredicted, otherwise, unknown, perMinute, state } = replay
  const heard = asPredicted + otherwise
  const left = items - tried
  return (
    <div className={look.progress}>
      <div
        className={look.bar}
        role="progressbar"
        aria-label="Judged again"
        aria-valuemin={0}
        aria-valuemax={items}
        aria-valuenow={tried}
      >
        <span style={{ width: `${items === 0 ? 0 : (tried / items) * 100}%` }} />
      </div>
      <p>
        <strong>
          {numberText(tried)} of {counted(items, 'event')}
        </strong>{' '}
        judged again
        {state === 'running' && left > 0
          ? `, ${numberText(perMinute)} a minute, about ${durationText((left / perMinute) * 60)} more`
          : state === 'asked'
            ? `; ${numberText(perMinute)} a minute once it is approved`
            : ''}
        . {counted(asPredicted, 'came', 'came')} as foretold
        {otherwise > 0 ? `, ${numberText(otherwise)} otherwise` : ''}
        {tried - refused > heard ? `; ${numberText(tried - refused - heard)} are still being judged` : ''}
        {unknown > 0 ? `; of ${numberText(unknown)} nothing could be foretold` : ''}
        {refused > 0 ? `; ${numberText(refused)} could not be judged again` : ''}.
      </p>
      {replay.may.includes('stop') ? <Stop replayId={replay.replayId} /> : null}
    </div>
  )
}

function Stop({ replayId }: { replayId: string }) {
  const { csrf } = useSession()
  const [open, setOpen] = useState(false)
  const stop = useMutation({
    mutationFn: (reason: string) => tell<ReplayDetail>(`/replays/${replayId}`, { answer: 'stop', reason }, { csrf }),
    onSuccess: () => {
      said('Stopped. What was judged again already stays so.')
      setOpen(false)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['replays'] }),
  })
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        Stop…
      </Button>
      <FormDialog
        opened={open}
        onClose={() => setOpen(false)}
        title="Stop this replay"
        onSubmit={(text) => {
          stop.mutate(text('reason'))
        }}
      >
        <p>No further event is judged again. What was judged already stays as it came; the others stay exceptions.</p>
        <ReasonField />
        <Refusal error={stop.error} />
        <Deeds>
          <Button type="submit" loading={stop.isPending}>
            Stop it
          </Button>
        </Deeds>
      </FormDialog>
    </div>
  )
}
