import { useState } from 'react'
import { amountText } from '../../words/units.ts'
import { Choices, Form, LabelField } from './form.tsx'
import type { FormProps } from './job.tsx'
import { Pad } from './pad.tsx'
import { complaintAbout, onPad, valueOf } from './report/amount.ts'
import { issue } from './report/presses.ts'
import { type Meaning, meaningOf } from './scan/meaning.ts'
import { useInput } from './use-scanner.ts'
import { left } from './words.ts'

/** Material that is taken for the order: what, how much, and from which lot. */
export function IssueForm({ job, by, report, onDone, scanned }: FormProps & { scanned?: string | undefined }) {
  const { order, operation } = job
  const here = order.components.filter((part) => part.operation === null || part.operation === operation.operation)
  const components = here.length > 0 ? here : order.components
  const first = scanned === undefined ? undefined : meaningOf(scanned, { orders: [], order })
  const [item, setItem] = useState(
    first?.kind === 'material' ? first.item : components.length === 1 ? components[0]!.item : '',
  )
  const [lot, setLot] = useState((first?.kind === 'material' && first.lot) || '')
  const component = order.components.find((part) => part.item === item)
  const uom = component?.required.uom ?? order.ordered.uom
  const amountOf = (meaning: Meaning | undefined, unit: string) =>
    meaning && 'amount' in meaning && meaning.amount?.uom === unit ? onPad(meaning.amount.value) : ''
  const [text, setText] = useState(amountOf(first, uom))

  useInput((input) => {
    if (input.kind !== 'scan') return false
    const meaning = meaningOf(input.text, { orders: [], order, wanted: 'lot' })
    if (meaning.kind !== 'material' && meaning.kind !== 'lot') return false
    const unit =
      meaning.kind === 'material' ? order.components.find((part) => part.item === meaning.item)?.required.uom : uom
    if (meaning.kind === 'material') setItem(meaning.item)
    if (meaning.lot !== undefined) setLot(meaning.lot)
    const said = amountOf(meaning, unit ?? uom)
    if (said) setText(said)
    return true
  })

  const isTracked = component !== undefined && component.tracking !== 'none'
  const complaint = !component
    ? 'Choose or scan what is taken.'
    : (complaintAbout(text, uom) ??
      (isTracked && lot.trim() === '' ? `${component.itemName} is kept by lot. Scan the label of the lot.` : undefined))
  const need = component && left(component.required, component.used)
  return (
    <Form
      title={`Issue · ${order.label}`}
      lead={
        component && need
          ? `${component.itemName}: ${amountText(need)} of ${amountText(component.required)} are still needed.`
          : undefined
      }
      complaint={complaint}
      send="Report as taken"
      onBack={onDone}
      onSend={async () => {
        await report(issue(job, { item, quantity: { value: valueOf(text), uom }, lot: lot.trim() || undefined }, by))
        onDone()
      }}
    >
      <Choices
        name="Material"
        value={item}
        options={components.map((part) => [
          part.item,
          <>
            {part.itemName} <small>{part.byHand ? part.item : `${part.item} · used up by itself`}</small>
          </>,
        ])}
        onChange={setItem}
      />
      <Pad name="Quantity" uom={uom} text={text} onText={setText} />
      {isTracked ? <LabelField label="Lot" value={lot} onChange={setLot} /> : null}
    </Form>
  )
}
