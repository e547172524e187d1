import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { FieldTableView } from '#api'
import { fieldTableQuestion, previewQuestion } from '../../api/questions/settings.ts'
import { useSession } from '../../app/session.tsx'
import { client } from '../../api/client.ts'
import { Loading, Nothing } from '../../parts/conditions.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { indented, placeOf } from '../../words/json-text.ts'
import look from './field-tables.module.css'
import { Received } from './received.tsx'
import { Translation } from './translation.tsx'

/** Somebody types: what was typed is asked about when they pause. */
const PAUSE = 350

/** A record beside what it means; nothing of it is kept. */
export function Sample({ table, asked }: { table: FieldTableView; asked: string | undefined }) {
  const { csrf } = useSession()
  const [received, setReceived] = useState(table.received)
  const [text, setText] = useState(() => (table.received ? indented(table.received.text) : ''))
  const settled = useSettled(text)
  const box = useRef<HTMLTextAreaElement>(null)
  const { data, error, isFetching } = useQuery({
    ...previewQuestion(table.table, settled, csrf),
    enabled: settled.trim() !== '',
  })

  const takeLast = async () => {
    // The table may have been mended meanwhile, too.
    await client.invalidateQueries({ queryKey: ['field-tables'] })
    const fresh = await client.fetchQuery(fieldTableQuestion(table.table, undefined))
    if (!fresh.received) return
    setReceived(fresh.received)
    setText(indented(fresh.received.text))
  }
  const show = (pointer: string) => {
    const place = placeOf(text, pointer)
    if (!place || !box.current) return
    box.current.focus()
    box.current.setSelectionRange(...place)
    // A box of text does not scroll to what is selected by itself.
    const line = text.slice(0, place[0]).split('\n').length
    box.current.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(box.current).lineHeight))
  }

  return (
    <div className={look.beside}>
      <Sheet title="As the system says it">
        <Textarea
          ref={box}
          aria-label="A record as the system writes it"
          placeholder='{ "event": … }'
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          rows={22}
          spellCheck={false}
          classNames={{ input: look.record ?? '' }}
        />
        <div className={look.deeds}>
          <Button variant="default" onClick={() => void takeLast()}>
            Take the last received
          </Button>
          <Button variant="default" onClick={() => setText(indented(text))} disabled={text.trim() === ''}>
            Set in lines
          </Button>
          {table.examples.length > 0 ? (
            <NativeSelect
              aria-label="Take an example of the table"
              value=""
              data={[
                { value: '', label: 'Take an example…' },
                ...table.examples.map(({ example }, at) => ({ value: String(at), label: example })),
              ]}
              onChange={({ currentTarget: { value } }) => {
                const example = table.examples[Number(value)]
                if (value !== '' && example) setText(indented(example.text))
              }}
            />
          ) : null}
        </div>
        {asked && !table.received ? (
          <p className="quiet">The record that was asked for is not kept here any more.</p>
        ) : null}
        {received && indented(received.text) === indented(text) ? <Received record={received} /> : null}
      </Sheet>
      <Sheet title="What it means" flush>
        {settled.trim() === '' ? (
          <Nothing title="No record yet">
            Paste one as the system writes it, or take the last that was received. Nothing of it is kept.
          </Nothing>
        ) : error ? (
          <div className={look.refusal}>
            <Refusal error={error} />
          </div>
        ) : data ? (
          <Translation of={data} busy={isFetching} onShow={show} />
        ) : (
          <Loading what="the translation" lines={8} />
        )}
      </Sheet>
    </div>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
