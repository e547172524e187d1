import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { KeyList } from '#api'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { eventTypes } from '../../words/event-types.ts'
import look from './dialogs.module.css'
import { lifetimes } from './lifetimes.ts'
import { useMakeKey } from './make-key.tsx'
import { ShownOnce } from './shown-once.tsx'

/** A door for a system; the key itself is shown this once. */
export function NewKey({ list, onClose }: { list: KeyList; onClose: () => void }) {
  const { plant, plantField, make } = useMakeKey(list)
  if (make.data)
    return (
      <ShownOnce
        title="The new key"
        lead={`Put it into the settings of ${make.data.row.system}, which sends it with every event. It is shown this once and kept nowhere.`}
        text={make.data.key}
        name="key"
        onClose={onClose}
      />
    )
  return (
    <FormDialog
      onClose={onClose}
      title="New key"
      onSubmit={(text, form) => {
        const types = form.getAll('types').map(String)
        make.mutate({
          plant,
          system: text('system'),
          days: Number(text('days')),
          ...(types.length > 0 ? { types } : {}),
          ...(text('note') ? { note: text('note') } : {}),
        })
      }}
    >
      {plantField}
      <TextInput
        name="system"
        label="System"
        description={`As its events name it: /plants/${plant}/systems/…`}
        list="systems-here"
        classNames={{ input: look.suggests }}
        pattern="[A-Za-z0-9_.\-]{1,64}"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        data-autofocus
      />
      <datalist id="systems-here">
        {list.systems
          .filter(({ plants }) => plants.includes(plant))
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
      </datalist>
      <NativeSelect name="days" label="Opens the door for" defaultValue="365" data={lifetimes} />
      <TextInput name="note" label="Note" description="For whoever reads the list later" maxLength={200} />
      <Disclosure name="It may say everything; choose what it may say">
        <fieldset className={look.types}>
          <legend className="unseen">What it may say</legend>
          {Object.entries(eventTypes).map(([type, title]) => (
            <Checkbox key={type} name="types" value={type} label={title} />
          ))}
        </fieldset>
      </Disclosure>
      <Refusal error={make.error} />
      <Deeds>
        <Button type="submit" loading={make.isPending}>
          Make the key
        </Button>
      </Deeds>
    </FormDialog>
  )
}
