import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ExceptionRow } from '#api'
import { Deeds } from '../../parts/form-dialog.tsx'
import { Choice } from '../../parts/chip.tsx'
import { plain } from '../../words/names.ts'
import type { Deed } from './act.ts'
import look from './dialogs.module.css'
import { Differences } from './differences.tsx'
import { differences, type Leaf, leavesOf, typed, withLeaf } from './leaves.ts'
import { ReasonField } from '../../parts/reason-field.tsx'

type Body = Record<string, unknown>

/** A corrected payload: by field or as text, with what it changes in sight. The original is never touched. */
export function Correct({
  item,
  pending,
  onDeed,
}: {
  item: ExceptionRow
  pending: boolean
  onDeed: (deed: Deed) => void
}) {
  const [body, setBody] = useState(item.body as Body)
  const [way, setWay] = useState<'fields' | 'text'>('fields')
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const changes = differences(item.body, body)

  const onText = (typedText: string) => {
    setText(typedText)
    try {
      const read: unknown = JSON.parse(typedText)
      if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('{ … } is expected')
      setBody(read as Body)
      setWrong('')
    } catch (error) {
      setWrong(`This is not whole yet: ${(error as Error).message}`)
    }
  }

  return (
    <form
      className={look.form}
      onSubmit={(event) => {
        event.preventDefault()
        const reason = String(new FormData(event.currentTarget).get('reason')).trim()
        onDeed({ action: 'correct', body, reason })
      }}
    >
      <p>{item.sentence}</p>
      {item.suggestion ? (
        <p>
          <strong>What now:</strong> {item.suggestion}
        </p>
      ) : null}
      <Choice
        name="How to correct"
        value={way}
        options={[
          ['fields', 'By field'],
          ['text', 'As JSON'],
        ]}
        onChange={(next) => {
          setText(JSON.stringify(body, null, 2))
          setWrong('')
          setWay(next)
        }}
      />
      {way === 'fields' ? (
        <Fields body={body} onBody={setBody} />
      ) : (
        <Textarea
          aria-label="Payload as JSON"
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          autosize={false}
          rows={10}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)', fontSize: '0.8125rem' } }}
          error={wrong}
        />
      )}
      <Differences of={changes} />
      <ReasonField />
      <Deeds>
        <Button type="submit" loading={pending} disabled={changes.length === 0 || wrong !== ''}>
          Correct and try again
        </Button>
      </Deeds>
    </form>
  )
}

const nameOf = ({ path }: Leaf): string =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}` : plain(part))).join(' · ')

function Fields({ body, onBody }: { body: Body; onBody: (body: Body) => void }) {
  const [added, setAdded] = useState('')
  const set = (leaf: Leaf, value: string) => onBody(withLeaf(body, leaf.path, typed(value, leaf.value)) as Body)
  return (
    <div className={look.fields}>
      {leavesOf(body).map((leaf) =>
        typeof leaf.value === 'boolean' ? (
          <NativeSelect
            key={leaf.path.join('.')}
            label={nameOf(leaf)}
            data={[
              { value: 'true', label: 'yes' },
              { value: 'false', label: 'no' },
            ]}
            value={String(leaf.value)}
            onChange={(event) => set(leaf, event.currentTarget.value)}
          />
        ) : (
          <TextInput
            key={leaf.path.join('.')}
            label={nameOf(leaf)}
            value={String(leaf.value ?? '')}
            onChange={(event) => set(leaf, event.currentTarget.value)}
            spellCheck={false}
          />
        ),
      )}
      <div className={look.add}>
        <TextInput
          label="A field that is missing"
          placeholder="lot"
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
          spellCheck={false}
        />
        <Button
          variant="default"
          disabled={!/^[A-Za-z]\w*$/.test(added) || added in body}
          onClick={() => {
            onBody({ ...body, [added]: '' })
            setAdded('')
          }}
        >
          Add
        </Button>
      </div>
    </div>
  )
}
