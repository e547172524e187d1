import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { KeyList } from '#api'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { QrCode } from '../../parts/qr-code.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import look from './dialogs.module.css'
import { lifetimes } from './lifetimes.ts'
import { useMakeKey } from './make-key.tsx'
import { ShownOnce } from './shown-once.tsx'

/** A key for a tablet or phone at work centres, handed over as a code that its camera reads. */
export function NewDevice({ list, onClose }: { list: KeyList; onClose: () => void }) {
  const { plant, plantField, make } = useMakeKey(list)
  if (make.data) {
    const link = `${location.origin}/floor#${make.data.key}`
    return (
      <ShownOnce
        title="The new device"
        lead="Point its camera at the code, or open the link on it. Whoever has the code is the device, so it is shown this once and kept nowhere."
        text={link}
        name="link"
        onClose={onClose}
      >
        <QrCode text={link} name="The link as a code" />
      </ShownOnce>
    )
  }
  const places = list.workplaces.filter((at) => at.plant === plant)
  return (
    <FormDialog
      onClose={onClose}
      title="New device"
      onSubmit={(text, form) => {
        const named = text('others')
          .split(',')
          .map((name) => name.trim())
        const workCentres = [...form.getAll('workCentres').map(String), ...named].filter((name) => name !== '')
        make.mutate({
          plant,
          system: text('system'),
          days: Number(text('days')),
          workCentres: [...new Set(workCentres)],
          ...(text('note') ? { note: text('note') } : {}),
        })
      }}
    >
      <p>A tablet or phone on the shop floor. It sees the orders at its work centres and says what is done there.</p>
      {plantField}
      {places.length > 0 ? (
        <fieldset className={look.types}>
          <legend>Work centres with orders</legend>
          {places.map(({ name }) => (
            <Checkbox key={name} name="workCentres" value={name} label={name} />
          ))}
        </fieldset>
      ) : null}
      <TextInput
        name="others"
        label={places.length > 0 ? 'Others' : 'Work centres'}
        description="As Odoo calls them, separated by commas"
        required={places.length === 0}
        withAsterisk={false}
        autoComplete="off"
      />
      <TextInput
        name="note"
        label="Note"
        description="Which device it is, for whoever reads the list later"
        maxLength={200}
      />
      <NativeSelect name="days" label="Opens the door for" defaultValue="365" data={lifetimes} />
      <Disclosure name="It speaks as the system shop-floor; choose another">
        <TextInput
          name="system"
          label="System"
          description={`As its events name it: /plants/${plant}/systems/…`}
          defaultValue="shop-floor"
          pattern="[A-Za-z0-9_.\-]{1,64}"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          required
          withAsterisk={false}
        />
      </Disclosure>
      <Refusal error={make.error} />
      <Deeds>
        <Button type="submit" loading={make.isPending}>
          Make the code
        </Button>
      </Deeds>
    </FormDialog>
  )
}
