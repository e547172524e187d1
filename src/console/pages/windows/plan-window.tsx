import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import type { WindowAnswer, WindowView, WindowWish } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { assetsQuestion } from '../../api/questions/maintenance.ts'
import { usePlant, usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog, type TextOf } from '../../parts/form-dialog.tsx'
import { Zones } from '../../parts/moment.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { cityOf } from '../../words/moments.ts'
import { momentAt, wallText } from '../../words/wall.ts'
import look from './windows.module.css'

/** Plans a window where no CMMS does, or changes one that was planned so: first on trial, with what is in its way. */
export function PlanWindow({
  before,
  plants,
  onClose,
}: {
  before: WindowView | undefined
  plants: readonly string[]
  onClose: () => void
}) {
  const { csrf } = useSession()
  const here = usePlant()
  const plantName = usePlantName()
  const [plant, setPlant] = useState(before?.plant ?? (plants.includes(here) ? here : (plants[0] ?? '')))
  const zone = useContext(Zones).zoneOf(plant)
  const [wrong, setWrong] = useState('')
  const { data, error } = useQuery(assetsQuestion(plant))
  const places = data?.equipment.filter((place) => place.plant === plant) ?? []

  const plan = useMutation({
    mutationFn: (wish: WindowWish) => tell<WindowAnswer>('/windows', wish, { csrf }),
    onSuccess: ({ messageId, window }) => {
      if (messageId === null) return
      said(`${window} is planned: production is asked under Approvals.`)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'windows'] }),
  })

  function wishFrom(text: TextOf, onTrial: boolean): WindowWish | undefined {
    const [start, end] = ['start', 'end'].map((name) => momentAt(text(name), zone))
    const isWrong = !start || !end ? 'The clock there never shows this moment; choose another one.' : ''
    setWrong(isWrong || (end! <= start! ? 'It would end before it begins.' : ''))
    if (!start || !end || end <= start) return undefined
    return {
      ...(before ? { window: before.window, version: before.version } : {}),
      ...{ plant, equipment: before?.equipment ?? [text('place')], start, end, title: text('title'), onTrial },
    }
  }
  const clock = `By the clock of ${cityOf(zone)}`

  return (
    <FormDialog
      onClose={onClose}
      title={before ? `Change ${before.window}` : 'Plan a maintenance window'}
      onSubmit={(text, form) => {
        const wish = wishFrom(text, form.get('deed') === 'try')
        if (wish) plan.mutate(wish)
      }}
    >
      {before ? (
        <p className={look.quietly}>
          {before.equipment.join(', ')}, {plantName(plant)}
        </p>
      ) : (
        <>
          {plants.length > 1 ? (
            <NativeSelect
              label="Plant"
              value={plant}
              onChange={(event) => setPlant(event.currentTarget.value)}
              data={plants.map((id) => ({ value: id, label: plantName(id) }))}
            />
          ) : null}
          <NativeSelect
            name="place"
            label="What is taken out of work"
            required
            description={data && places.length === 0 ? 'No place is known in this plant yet: see Assets' : undefined}
            data={places.map(({ equipment, filledBy, workCentre }) => ({
              value: equipment,
              label: [...new Set([equipment, filledBy, workCentre?.name ?? 'no work centre yet'])]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        </>
      )}
      <TextInput
        name="title"
        label="What is to be done"
        required
        maxLength={150}
        defaultValue={before?.title}
        data-autofocus
      />
      <div className={look.moments}>
        <TextInput
          type="datetime-local"
          name="start"
          label="From"
          description={clock}
          required
          max="9999-12-31T23:59"
          defaultValue={before && wallText(before.plan.start, zone)}
        />
        <TextInput
          type="datetime-local"
          name="end"
          label="Until"
          description={clock}
          required
          max="9999-12-31T23:59"
          defaultValue={before && wallText(before.plan.end, zone)}
        />
      </div>
      {wrong ? <p role="alert">{wrong}</p> : null}
      {plan.data?.messageId === null && !plan.error && !wrong ? (
        <p role="status" className={look.trial}>
          {plan.data.sentence}
        </p>
      ) : null}
      <Refusal error={plan.error ?? error} />
      <Deeds>
        <Button type="submit" name="deed" value="try" variant="default" loading={plan.isPending}>
          What is in its way?
        </Button>
        <Button type="submit" loading={plan.isPending}>
          {before ? 'Ask anew' : 'Ask production'}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
