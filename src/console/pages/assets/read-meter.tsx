import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import type { AssetView, MeterAnswer, MeterView, MeterWish } from '#api'
import { unitWords } from '#model/unit-words'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { hubNow } from '../../api/clock.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog, type TextOf } from '../../parts/form-dialog.tsx'
import { Zones } from '../../parts/moment.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { cityOf, momentText } from '../../words/moments.ts'
import { amountText } from '../../words/units.ts'
import { momentAt } from '../../words/wall.ts'

type Unit = MeterWish['reading']['uom']

/** What else a reading may say: that it began anew, or that one of those before was wrong. */
const meanings = [
  { value: '', label: 'It goes on as before' },
  { value: 'rollover', label: 'It has rolled over: it counts from 0 again' },
  { value: 'replacement', label: 'It is another one, put in its place' },
]

/** Says what a meter shows; the first reading of one makes it known. */
export function ReadMeter({
  of: known,
  assets,
  onClose,
}: {
  of: MeterView | undefined
  assets: readonly AssetView[]
  onClose: () => void
}) {
  const { csrf } = useSession()
  const [chosen, setChosen] = useState(0)
  const plant = known?.plant ?? assets[chosen]!.plant
  const zone = useContext(Zones).zoneOf(plant)
  const [meaning, setMeaning] = useState('')
  const [wrong, setWrong] = useState('')
  const read = useMutation({
    mutationFn: (wish: MeterWish) => tell<MeterAnswer>('/meters', wish, { csrf }),
    onSuccess: ({ sentence }) => {
      said(sentence)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'meters'] }),
  })

  function wishFrom(text: TextOf): MeterWish | undefined {
    const at = text('at') ? momentAt(text('at'), zone) : undefined
    setWrong(text('at') && !at ? 'The clock there never shows this moment; choose another one.' : '')
    if (text('at') && !at) return undefined
    const uom = known?.last.shows.uom ?? (text('uom') as Unit)
    const isCorrection = meaning !== '' && !isFresh(meaning)
    return {
      ...{ plant, asset: known?.asset ?? assets[chosen]!.asset, meter: known?.meter ?? text('meter') },
      ...{ reading: { value: text('value'), uom }, reason: text('reason') },
      ...(isFresh(meaning) ? { begins: meaning } : {}),
      ...(isFresh(meaning) && text('ended') ? { ended: { value: text('ended'), uom } } : {}),
      // What is put right without another moment was read when the wrong one was.
      ...(isCorrection ? { insteadOf: meaning, at: at ?? meaning } : at ? { at } : {}),
    }
  }

  return (
    <FormDialog
      onClose={onClose}
      title={known ? `Read ${known.meter} of ${known.name}` : 'Read a meter'}
      onSubmit={(text) => {
        const wish = wishFrom(text)
        if (wish) read.mutate(wish)
      }}
    >
      {known ? null : (
        <>
          <NativeSelect
            label="Asset"
            value={chosen}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={assets.map(({ asset, name }, nth) => ({ value: `${nth}`, label: `${name} · ${asset}` }))}
          />
          <TextInput name="meter" label="Meter" description="Such as hours or strokes" required maxLength={64} />
          <NativeSelect
            name="uom"
            label="It counts"
            defaultValue="HUR"
            data={Object.entries(unitWords).map(([value, label]) => ({ value, label: `${label} (${value})` }))}
          />
        </>
      )}
      <TextInput
        name="value"
        label="It shows"
        description={known ? `${amountText(known.last.shows)} at its last reading` : undefined}
        required
        inputMode="decimal"
        pattern="\d{1,12}(\.\d{1,6})?"
        data-autofocus
      />
      <TextInput
        type="datetime-local"
        name="at"
        label="Read at"
        description={`By the clock of ${cityOf(zone)}; now where empty`}
        max="9999-12-31T23:59"
      />
      {known ? (
        <NativeSelect
          label="Since its last reading"
          value={meaning}
          onChange={(event) => setMeaning(event.currentTarget.value)}
          data={[
            ...meanings,
            ...known.readings.map(({ at, shows }) => ({
              value: at,
              label: `Wrong was ${amountText(shows)}, ${momentText(at, zone, hubNow())}: this is right`,
            })),
          ]}
        />
      ) : null}
      {isFresh(meaning) ? (
        <TextInput
          name="ended"
          label="Where it stood then"
          description={meaning === 'rollover' ? 'The largest number it can show' : 'What the one before showed last'}
          inputMode="decimal"
          pattern="\d{1,12}(\.\d{1,6})?"
        />
      ) : null}
      {wrong ? <p role="alert">{wrong}</p> : null}
      <ReasonField />
      <Refusal error={read.error} />
      <Deeds>
        <Button type="submit" loading={read.isPending}>
          Take the reading
        </Button>
      </Deeds>
    </FormDialog>
  )
}

const isFresh = (meaning: string): meaning is 'rollover' | 'replacement' =>
  meaning === 'rollover' || meaning === 'replacement'
