import { useState } from 'react'
import { Choices, Form } from './form.tsx'
import type { FormProps } from './job.tsx'
import { pause } from './report/presses.ts'
import { stopReasons } from './words.ts'

/** Work stands still, and why: the reason is what downtime is told apart by. */
export function PauseForm({ job, by, report, onDone }: FormProps) {
  const [reason, setReason] = useState<(typeof stopReasons)[number]>()
  return (
    <Form
      title={`Pause · ${job.operation.name}, ${job.order.label}`}
      complaint={reason ? undefined : 'Say why: press one of the reasons.'}
      send="It stands still"
      onBack={onDone}
      onSend={async () => {
        await report(pause(job, reason!, by))
        onDone()
      }}
    >
      <Choices name="Why" value={reason} options={stopReasons.map((why) => [why, why])} onChange={setReason} />
    </Form>
  )
}
