import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { spanFrom, spanText } from '../../words/spans.ts'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import type { Rules } from './cells.ts'

type Target = NonNullable<Rules['flows'][number]['target']>

interface Props {
  readonly title: string
  readonly own: Target | undefined
  readonly usual: Target
  /** Undefined: what is usual for the flow. */
  readonly onTake: (target: Target | undefined) => void
  readonly onClose: () => void
}

/** How quick a flow is meant to be in a plant. It goes into the draft like every change. */
export function TargetDialog({ title, own, usual, onTake, onClose }: Props) {
  const [wrong, setWrong] = useState('')
  const { p95, p99 } = own ?? usual
  const take = (target: Target | undefined) => {
    onTake(target)
    onClose()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      onSubmit={(text, form) => {
        const [most, nearlyAll] = ['p95', 'p99'].map((name) => spanFrom(String(form.get(name))))
        if (!most || !nearlyAll) return setWrong('Say each time like 30 seconds or 2 minutes.')
        if (nearlyAll < most) return setWrong('99 of 100 cannot be quicker than 95 of 100.')
        take({ p95: most, p99: nearlyAll })
      }}
    >
      <p>From receipt to confirmation. Slower than this raises an alert.</p>
      <TextInput name="p95" label="95 of 100 within" defaultValue={spanText(p95)} autoComplete="off" data-autofocus />
      <TextInput name="p99" label="99 of 100 within" defaultValue={spanText(p99)} autoComplete="off" />
      {wrong ? <p role="alert">{wrong}</p> : null}
      <Deeds>
        {own ? (
          <Button variant="default" onClick={() => take(undefined)}>
            As usual: {spanText(usual.p95)}
          </Button>
        ) : null}
        <Button type="submit">Add to the draft</Button>
      </Deeds>
    </FormDialog>
  )
}
