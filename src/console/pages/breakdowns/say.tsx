import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { BreakdownTold, BreakdownView, BreakdownWord } from '#api'
import { FAILURE_CODES, type FailureMember } from '#model/failure-codes'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds as DialogDeeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import look from './breakdowns.module.css'

export type Word = 'works' | 'void' | 'reclassify'

/** What somebody who may can say of it, as it stands. */
export const Deeds = ({ one, onSay }: { one: BreakdownView; onSay: (word: Word) => void }) => (
  <div className={look.deeds}>
    {one.state === 'down' ? <Button onClick={() => onSay('works')}>It works again…</Button> : null}
    {one.state === 'void' ? null : (
      <>
        <Button variant={one.lacksCode ? 'filled' : 'default'} onClick={() => onSay('reclassify')}>
          Say how it failed…
        </Button>
        <Button variant="default" onClick={() => onSay('void')}>
          False alarm…
        </Button>
      </>
    )}
  </div>
)

const titles: Readonly<Record<Word, (name: string) => string>> = {
  works: (name) => `Does ${name} work again?`,
  void: (name) => `Was it a false alarm that ${name} had failed?`,
  reclassify: (name) => `How had ${name} failed?`,
}
const deeds: Readonly<Record<Word, string>> = {
  works: 'It works again',
  void: 'It was a false alarm',
  reclassify: 'Say so',
}
const members = [
  ['mode', 'Failure mode'],
  ['mechanism', 'Mechanism'],
  ['cause', 'Cause'],
  ['detection', 'Found by'],
] as const satisfies readonly (readonly [FailureMember, string])[]

/** Says something of a standstill that is known. */
export function Say({ one, word, onClose }: { one: BreakdownView; word: Word; onClose: () => void }) {
  const { plant, asset, number, name, failure } = one
  const telling = useTelling(onClose)
  return (
    <FormDialog
      onClose={onClose}
      title={titles[word](name)}
      onSubmit={(text) => {
        const about = { plant, asset, number, reason: text('reason') }
        if (word !== 'reclassify') return telling.mutate({ say: word, ...about })
        const coded = members.flatMap(([member]) => (text(member) ? [[member, text(member)] as const] : []))
        telling.mutate({ say: word, ...about, ...(coded.length > 0 ? { failure: Object.fromEntries(coded) } : {}) })
      }}
    >
      {word === 'reclassify'
        ? members.map(([member, label]) => (
            <NativeSelect
              key={member}
              name={member}
              label={label}
              defaultValue={failure?.[member] ?? ''}
              data={[
                { value: '', label: 'not said' },
                ...Object.entries(FAILURE_CODES[member]).map(([value, means]) => ({
                  value,
                  label: `${value}: ${means}`,
                })),
              ]}
            />
          ))
        : null}
      <ReasonField />
      <Refusal error={telling.error} />
      <DialogDeeds>
        <Button type="submit" loading={telling.isPending}>
          {deeds[word]}
        </Button>
      </DialogDeeds>
    </FormDialog>
  )
}

/** Says that an asset has failed which nobody else has told of. */
export function ReportBreakdown({ plants, onClose }: { plants: readonly string[]; onClose: () => void }) {
  const plantName = usePlantName()
  const telling = useTelling(onClose)
  return (
    <FormDialog
      onClose={onClose}
      title="Which asset has failed?"
      onSubmit={(text) =>
        telling.mutate({ say: 'failed', plant: text('plant'), asset: text('asset'), reason: text('reason') })
      }
    >
      <NativeSelect name="plant" label="Plant" data={plants.map((value) => ({ value, label: plantName(value) }))} />
      <TextInput name="asset" label="Asset" description="By its name under Assets" required maxLength={64} />
      <ReasonField />
      <Refusal error={telling.error} />
      <DialogDeeds>
        <Button type="submit" loading={telling.isPending}>
          It stands still
        </Button>
      </DialogDeeds>
    </FormDialog>
  )
}

function useTelling(onDone: () => void) {
  const { csrf } = useSession()
  return useMutation({
    mutationFn: (word: BreakdownWord) => tell<BreakdownTold>('/breakdowns', word, { csrf }),
    onSuccess: () => {
      said('Told: this page follows within seconds.')
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'breakdowns'] }),
  })
}
