import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import type { AssetView, MeterView, PlanDrop, PlanView, PlanWish, UpkeepList } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog, type TextOf } from '../../parts/form-dialog.tsx'
import { Zones } from '../../parts/moment.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { cityOf } from '../../words/moments.ts'
import { unitWord } from '../../words/units.ts'
import { momentAt, wallText } from '../../words/wall.ts'

/** Tells a plan anew, changes it, says that its work was done, or ends it. */
export function KeepPlan({
  before,
  assets,
  meters,
  onClose,
}: {
  before: PlanView | undefined
  assets: readonly AssetView[]
  meters: readonly MeterView[]
  onClose: () => void
}) {
  const { csrf } = useSession()
  const [chosen, setChosen] = useState(0)
  const [wrong, setWrong] = useState('')
  const { plant, asset } = before ? { plant: before.plant, asset: before.plan.asset } : assets[chosen]!
  const plan = before?.plan
  const own = meters.filter((one) => one.plant === plant && one.asset === asset)
  const usual = plan && 'meter' in plan.every ? plan.every.meter : ''
  const [by, setBy] = useState(usual)
  const meter = own.find((one) => one.meter === by)
  const unit = meter?.last.shows.uom ?? (plan && 'meter' in plan.every ? plan.every.amount.uom : undefined)
  const zone = useContext(Zones).zoneOf(plant)
  const done = (sentence: string) => () => {
    said(sentence)
    onClose()
  }
  const onSettled = () => client.invalidateQueries({ queryKey: ['upkeep'] })
  const keep = useMutation({
    mutationFn: (wish: PlanWish) => tell<UpkeepList>('/upkeep', wish, { csrf }),
    onSuccess: done('Kept: what is due stands under Windows ahead of its time.'),
    onSettled,
  })
  const drop = useMutation({
    mutationFn: (wish: PlanDrop) => tell<UpkeepList>('/upkeep/drops', wish, { csrf }),
    onSuccess: done('The plan has ended.'),
    onSettled,
  })

  function wishFrom(text: TextOf, isOnShift: boolean): PlanWish | undefined {
    const doneAt = momentAt(text('doneAt'), zone)
    setWrong(doneAt ? '' : 'The clock there never shows this moment; choose another one.')
    if (!doneAt) return undefined
    const every =
      by !== '' && unit ? { meter: by, amount: { value: text('every'), uom: unit } } : { days: Number(text('every')) }
    return {
      plant,
      plan: {
        ...{ plan: plan?.plan ?? text('plan'), asset, title: text('title'), every, hours: Number(text('hours')) },
        ...{ ahead: Number(text('ahead')), onShift: isOnShift, doneAt },
      },
      reason: text('reason'),
    }
  }

  return (
    <FormDialog
      onClose={onClose}
      title={plan ? `Change ${plan.plan}` : 'A new maintenance plan'}
      onSubmit={(text, form) => {
        if (form.get('deed') === 'end' && plan) return drop.mutate({ plant, plan: plan.plan, reason: text('reason') })
        const wish = wishFrom(text, form.get('onShift') !== null)
        if (wish) keep.mutate(wish)
      }}
    >
      {plan ? null : (
        <>
          <NativeSelect
            label="Asset"
            value={chosen}
            onChange={(event) => {
              setChosen(Number(event.currentTarget.value))
              setBy('')
            }}
            data={assets.map((one, nth) => ({ value: `${nth}`, label: `${one.name} · ${one.asset}` }))}
          />
          <TextInput
            name="plan"
            label="Name"
            description="Its windows are called by it: letters, digits, dash and underscore"
            required
            pattern="[A-Za-z0-9_-]{1,40}"
          />
        </>
      )}
      <TextInput
        name="title"
        label="What is to be done"
        required
        maxLength={120}
        defaultValue={plan?.title}
        data-autofocus
      />
      <NativeSelect
        label="It is due by"
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        data={[
          { value: '', label: 'the calendar' },
          ...[...new Set([...own.map((one) => one.meter), ...(usual ? [usual] : [])])].map((name) => ({
            value: name,
            label: `its meter ${name}`,
          })),
        ]}
      />
      <TextInput
        name="every"
        label={by === '' ? 'Every so many days' : `Every so many ${unitWord(unit ?? '')}`}
        required
        inputMode="decimal"
        pattern={by === '' ? '[1-9]\\d{0,3}' : '\\d{1,12}(\\.\\d{1,6})?'}
        defaultValue={plan && ('days' in plan.every ? plan.every.days : plan.every.amount.value)}
      />
      <TextInput
        type="number"
        name="hours"
        label="Hours for which it stands still"
        required
        min={0.25}
        max={168}
        step={0.25}
        defaultValue={plan?.hours ?? 2}
      />
      <TextInput
        type="number"
        name="ahead"
        label="Shown so many days ahead"
        required
        min={1}
        max={90}
        defaultValue={plan?.ahead ?? 14}
      />
      <TextInput
        type="datetime-local"
        name="doneAt"
        label="Done last"
        description={`By the clock of ${cityOf(zone)}`}
        required
        max="9999-12-31T23:59"
        defaultValue={before && wallText(before.due.since, zone)}
      />
      <Checkbox
        name="onShift"
        label="Only while the work centre has its working hours"
        defaultChecked={plan?.onShift ?? true}
      />
      {wrong ? <p role="alert">{wrong}</p> : null}
      <ReasonField />
      <Refusal error={keep.error ?? drop.error} />
      <Deeds>
        {plan ? (
          <Button type="submit" name="deed" value="end" variant="default" loading={drop.isPending}>
            End this plan
          </Button>
        ) : null}
        <Button type="submit" loading={keep.isPending}>
          Keep it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
