import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { causeWords } from '../../words/alerting.ts'
import { plain } from '../../words/names.ts'
import { spanFrom, spanText } from '../../words/spans.ts'
import { Deeds, FormDialog, type TextOf } from '../../parts/form-dialog.tsx'
import look from './alerting.module.css'
import type { Owner } from './alerting.tsx'
import type { AlertRoute } from './cells.ts'
import { NameField } from './name-field.tsx'

const owners: readonly Owner[] = [
  'supervisor',
  'planner',
  'quality',
  'warehouse',
  'controller',
  'steward',
  'integration',
]

interface Step {
  readonly after: string
  readonly to: readonly string[]
}
interface Props {
  readonly plant: string
  readonly before: AlertRoute | undefined
  readonly recipients: readonly string[]
  readonly onTake: (value: AlertRoute) => void
  readonly onClose: () => void
}

/** Which alerts go to whom, and to whom next while nobody acknowledges. It goes into the draft like every change. */
export function RouteDialog({ plant, before, recipients, onTake, onClose }: Props) {
  const [steps, setSteps] = useState<readonly Step[]>(
    before?.steps.map(({ after, to }) => ({ after: after === 0 ? '' : spanText(after), to })) ?? [
      { after: '', to: [] },
    ],
  )
  const [wrong, setWrong] = useState('')
  const change = (at: number, step: Partial<Step>) =>
    setSteps(steps.map((one, index) => (index === at ? { ...one, ...step } : one)))
  const take = (text: TextOf, form: FormData) => {
    const said = steps.map(({ after, to }) => ({ after: after.trim() === '' ? 0 : spanFrom(after), to: [...to] }))
    if (said.some(({ after }) => after === undefined)) return setWrong('Say each time like 30 minutes or 2 hours.')
    if (said.some(({ to }) => to.length === 0)) return setWrong('Choose somebody in each step.')
    onTake({
      plant,
      id: before?.id ?? text('id'),
      causes: form.getAll('causes').map(String) as AlertRoute['causes'],
      owners: form.getAll('owners').map(String) as AlertRoute['owners'],
      severity: text('severity') as AlertRoute['severity'],
      steps: said as AlertRoute['steps'],
    })
    onClose()
  }
  return (
    <FormDialog onClose={onClose} title={before ? `Route ${before.id}` : 'New route'} onSubmit={take}>
      {before ? null : <NameField />}
      <Choose
        name="causes"
        legend="Which causes; every one where none is chosen"
        all={Object.entries(causeWords)}
        chosen={before?.causes}
      />
      <NativeSelect
        name="severity"
        label="How bad"
        defaultValue={before?.severity ?? 'warning'}
        data={[
          { value: 'warning', label: 'Every alert' },
          { value: 'critical', label: 'Critical ones only' },
        ]}
      />
      <Choose
        name="owners"
        legend="Who has to act; anybody where none is chosen"
        all={owners.map((one) => [one, plain(one)])}
        chosen={before?.owners}
      />
      {steps.map((step, at) => (
        <fieldset key={at} className={look.hours}>
          <legend>{at === 0 ? 'First' : 'Then, while nobody has acknowledged'}</legend>
          <TextInput
            label="After"
            placeholder={at === 0 ? 'at once' : '30 minutes'}
            value={step.after}
            onChange={(event) => change(at, { after: event.currentTarget.value })}
            autoComplete="off"
          />
          <div className={look.days}>
            {recipients.map((id) => (
              <Checkbox
                key={id}
                label={id}
                checked={step.to.includes(id)}
                onChange={(event) =>
                  change(at, {
                    to: event.currentTarget.checked ? [...step.to, id] : step.to.filter((one) => one !== id),
                  })
                }
              />
            ))}
          </div>
          {at > 0 ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setSteps(steps.filter((_, index) => index !== at))}
            >
              Take this step out
            </Button>
          ) : null}
        </fieldset>
      ))}
      {steps.length < 9 ? (
        <Button variant="default" onClick={() => setSteps([...steps, { after: '30 minutes', to: [] }])}>
          Add a step
        </Button>
      ) : null}
      {wrong ? <p role="alert">{wrong}</p> : null}
      <Deeds>
        <Button type="submit">Add to the draft</Button>
      </Deeds>
    </FormDialog>
  )
}

const Choose = ({
  name,
  legend,
  all,
  chosen = [],
}: {
  name: string
  legend: string
  all: readonly (readonly [value: string, word: string])[]
  chosen?: readonly string[] | undefined
}) => (
  <fieldset className={look.hours}>
    <legend>{legend}</legend>
    <div className={look.days}>
      {all.map(([value, word]) => (
        <Checkbox key={value} name={name} value={value} label={word} defaultChecked={chosen.includes(value)} />
      ))}
    </div>
  </fieldset>
)
