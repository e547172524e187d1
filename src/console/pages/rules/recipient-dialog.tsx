import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Deeds, FormDialog, type TextOf } from '../../parts/form-dialog.tsx'
import look from './alerting.module.css'
import type { Channels } from './alerting.tsx'
import type { Recipient } from './cells.ts'
import { NameField } from './name-field.tsx'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

interface Props {
  readonly plant: string
  readonly before: Recipient | undefined
  readonly channels: Channels
  readonly onTake: (value: Recipient) => void
  readonly onClose: () => void
}

/** Somebody who can be told: by what, where, when. It goes into the draft like every change. */
export function RecipientDialog({ plant, before, channels, onTake, onClose }: Props) {
  const [via, setVia] = useState(before?.via ?? channels[0]?.id ?? '')
  const [inHours, setInHours] = useState(before?.hours !== undefined)
  const isMail = channels.find(({ id }) => id === via)?.kind === 'mail'
  const take = (text: TextOf, form: FormData) => {
    onTake({
      plant,
      id: before?.id ?? text('id'),
      via,
      ...(isMail ? { address: text('address') } : {}),
      ...(inHours ? { hours: { days: days.filter((day) => form.has(day)), from: text('from'), to: text('to') } } : {}),
      outsideHours: inHours && !form.has('critical') ? 'nothing' : 'critical',
      perHour: Number(text('perHour')),
    })
    onClose()
  }
  return (
    <FormDialog onClose={onClose} title={before ? `Recipient ${before.id}` : 'New recipient'} onSubmit={take}>
      {before ? null : <NameField description="What routes call them, for example shift-lead" />}
      <NativeSelect
        label="Told by"
        value={via}
        onChange={(event) => setVia(event.currentTarget.value)}
        data={channels.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {isMail ? (
        <TextInput
          name="address"
          type="email"
          label="Address"
          defaultValue={before?.address}
          autoComplete="off"
          required
          withAsterisk={false}
        />
      ) : null}
      <Checkbox
        label="Only in their hours"
        checked={inHours}
        onChange={(event) => setInHours(event.currentTarget.checked)}
      />
      {inHours ? (
        <fieldset className={look.hours}>
          <legend className="unseen">Their hours, on the clock of the plant</legend>
          <div className={look.days}>
            {days.map((day) => (
              <Checkbox
                key={day}
                name={day}
                label={`${day.slice(0, 1).toUpperCase()}${day.slice(1)}`}
                defaultChecked={before?.hours ? before.hours.days.includes(day) : day !== 'sat' && day !== 'sun'}
              />
            ))}
          </div>
          <div className={look.times}>
            <TextInput
              name="from"
              type="time"
              label="From"
              defaultValue={before?.hours?.from ?? '06:00'}
              required
              withAsterisk={false}
            />
            <TextInput
              name="to"
              type="time"
              label="To"
              defaultValue={before?.hours?.to ?? '18:00'}
              required
              withAsterisk={false}
            />
          </div>
          <Checkbox
            name="critical"
            label="What is critical at any hour"
            defaultChecked={before?.outsideHours !== 'nothing'}
          />
        </fieldset>
      ) : null}
      <TextInput
        name="perHour"
        type="number"
        min={1}
        max={60}
        label="Notices in an hour"
        description="What is more is put together into one"
        defaultValue={before?.perHour ?? 10}
        required
        withAsterisk={false}
      />
      <Deeds>
        <Button type="submit">Add to the draft</Button>
      </Deeds>
    </FormDialog>
  )
}
