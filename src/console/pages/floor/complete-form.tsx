import { useState } from 'react'
import { same, sum } from '#model/exact'
import { amountText } from '../../words/units.ts'
import { Form, LabelField, Switch } from './form.tsx'
import look from './floor.module.css'
import type { FormProps } from './job.tsx'
import { Pad } from './pad.tsx'
import { complaintAbout, onPad, valueOf } from './report/amount.ts'
import { complete } from './report/presses.ts'
import { meaningOf } from './scan/meaning.ts'
import { useInput } from './use-scanner.ts'
import { left } from './words.ts'

/** Good pieces that are done; at the last operation they go into stock. */
export function CompleteForm({ job, by, report, onDone }: FormProps) {
  const { order, operation } = job
  const { uom } = order.ordered
  const open = left(order.ordered, operation.completed)
  const [typed, setText] = useState('')
  const [stock, setStock] = useState(operation.isLast)
  const [lot, setLot] = useState('')
  const [serials, setSerials] = useState<readonly string[]>([])
  const [over, setOver] = useState<boolean>()
  const needs = stock ? order.tracking : 'none'
  const text = needs === 'serial' && typed === '' ? String(serials.length) : typed
  const value = valueOf(text)
  const above = left({ value: sum([operation.completed.value, value]), uom }, order.ordered)
  const final = over ?? reaches(value, open.value)

  useInput((input) => {
    if (input.kind !== 'scan' || needs === 'none') return false
    const meaning = meaningOf(input.text, { orders: [], order, wanted: 'lot' })
    if (meaning.kind !== 'lot') return false
    if (needs === 'serial') setSerials((before) => [...new Set([...before, meaning.lot])])
    else setLot(meaning.lot)
    if (meaning.amount?.uom === uom) setText(onPad(meaning.amount.value))
    return true
  })

  const amount = complaintAbout(text, uom, { mayBeNothing: final })
  const numbers =
    needs === 'lot' && lot.trim() === ''
      ? 'The goods go into stock by lot. Scan the label of the lot.'
      : needs === 'serial' && !same(value, String(serials.length))
        ? `${serials.length} serial numbers for ${onPad(value)} pieces. Scan one for each.`
        : undefined
  return (
    <Form
      title={`Complete · ${operation.name}, ${order.label}`}
      lead={`${amountText(open)} are open.`}
      complaint={amount ?? numbers}
      send={
        /[1-9]/.test(above.value) ? `Report all the same: ${amountText(above)} more than ordered` : 'Report as done'
      }
      onBack={onDone}
      onSend={async () => {
        const numbered = {
          lot: needs === 'lot' ? lot.trim() : undefined,
          serials: needs === 'serial' ? serials : undefined,
        }
        const good = { value, uom }
        await report(complete(job, { good, final, ...(stock ? { stock: numbered } : {}) }, by))
        onDone()
      }}
    >
      <Pad name="Good" uom={uom} text={text} onText={setText} />
      <button type="button" onClick={() => setText(onPad(open.value))}>
        All that is open: {amountText(open)}
      </button>
      {needs === 'lot' ? <LabelField label="Lot" value={lot} onChange={setLot} /> : null}
      {needs === 'serial' ? (
        <p className={look.field}>
          <span>Serial numbers: {serials.length}</span>
          {serials.length > 0 ? serials.join(', ') : 'Scan each piece'}
        </p>
      ) : null}
      {operation.isLast ? (
        <Switch on={stock} onChange={setStock}>
          They go into stock
        </Switch>
      ) : null}
      <Switch on={final} onChange={setOver}>
        The operation is over with this
      </Switch>
    </Form>
  )
}

const reaches = (value: string, open: string): boolean =>
  /[1-9]/.test(value) && !sum([value, `-${open}`]).startsWith('-')
