import { useState } from 'react'
import { Choices, Form, LabelField } from './form.tsx'
import type { FormProps } from './job.tsx'
import { Pad } from './pad.tsx'
import { complaintAbout, valueOf } from './report/amount.ts'
import { scrap } from './report/presses.ts'
import { meaningOf } from './scan/meaning.ts'
import { useInput } from './use-scanner.ts'
import { scrapReasons } from './words.ts'

/** Pieces or material found bad, and why. */
export function ScrapForm({ job, by, report, onDone }: FormProps) {
  const { order } = job
  const [item, setItem] = useState(order.item)
  const [text, setText] = useState('')
  const [reason, setReason] = useState<(typeof scrapReasons)[number]>()
  const [lot, setLot] = useState('')
  const component = order.components.find((part) => part.item === item)
  const uom = component?.required.uom ?? order.ordered.uom
  const isTracked = component !== undefined && component.tracking !== 'none'

  useInput((input) => {
    if (input.kind !== 'scan') return false
    const meaning = meaningOf(input.text, { orders: [], order, wanted: isTracked ? 'lot' : undefined })
    if (meaning.kind !== 'material' && meaning.kind !== 'lot') return false
    if (meaning.kind === 'material') setItem(meaning.item)
    if (meaning.lot !== undefined) setLot(meaning.lot)
    return true
  })

  const complaint =
    complaintAbout(text, uom) ??
    (reason === undefined ? 'Say why: press one of the reasons.' : undefined) ??
    (isTracked && lot.trim() === '' ? `${component.itemName} is kept by lot. Scan the label of the lot.` : undefined)
  return (
    <Form
      title={`Scrap · ${order.label}`}
      complaint={complaint}
      send="Report as scrap"
      onBack={onDone}
      onSend={async () => {
        const bad = component ? { item, lot: lot.trim() || undefined } : {}
        await report(scrap(job, { quantity: { value: valueOf(text), uom }, reason: reason!, ...bad }, by))
        onDone()
      }}
    >
      <Choices
        name="What is bad"
        value={item}
        options={[
          [order.item, order.itemName] as const,
          ...order.components.map((part) => [part.item, part.itemName] as const),
        ]}
        onChange={setItem}
      />
      <Pad name="Scrap" uom={uom} text={text} onText={setText} />
      <Choices name="Why" value={reason} options={scrapReasons.map((why) => [why, why])} onChange={setReason} />
      {isTracked ? <LabelField label="Lot" value={lot} onChange={setLot} /> : null}
    </Form>
  )
}
