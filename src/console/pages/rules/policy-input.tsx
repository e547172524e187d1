import { Input, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Choice } from '../../parts/chip.tsx'
import { howToSay, type PolicyField, policyFrom, policyText, type PolicyValue, sameValue } from '../../words/policy.ts'
import look from './policies.module.css'

interface Props {
  readonly field: PolicyField
  readonly alone: boolean
  readonly value: PolicyValue
  /** What it was, where it is changed. */
  readonly was: PolicyValue | undefined
  readonly onChange: (value: PolicyValue) => void
}

/** One value of a policy, in words; taken over when the field is left, and not before it can be read. */
export const PolicyInput = (props: Props) => (props.field.kind === 'choice' ? <Pick {...props} /> : <Said {...props} />)

function Pick({ field: { name, help, choices }, alone, value, was, onChange }: Props) {
  const pick = (
    <div className={look.pick}>
      <Choice
        name={name}
        value={String(value)}
        options={choices.map((choice) => [choice, choice] as const)}
        onChange={onChange}
      />
      {was === undefined ? null : <p className={look.was}>was {was}</p>}
    </div>
  )
  if (alone) return pick
  return (
    <Input.Wrapper
      label={name}
      labelElement="div"
      description={help}
      inputWrapperOrder={['label', 'input', 'description']}
      className={look.field ?? ''}
    >
      {pick}
    </Input.Wrapper>
  )
}

function Said({ field: { kind, name, help }, alone, value, was, onChange }: Props) {
  const shown = policyText(kind, value)
  const [text, setText] = useState(shown)
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setText(shown)
    setWrong(false)
  }, [shown])
  const take = () => {
    const said = policyFrom(kind, text)
    setWrong(said === undefined)
    if (said === undefined) return
    setText(policyText(kind, said))
    if (!sameValue(said, value)) onChange(said)
  }
  return (
    <TextInput
      label={name}
      description={alone ? undefined : help}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setText(shown)
      }}
      error={wrong ? howToSay[kind] : undefined}
      autoComplete="off"
      spellCheck={false}
      data-changed={was === undefined ? undefined : true}
      classNames={{ root: look.field, input: look.input }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rightSectionWidth="auto"
      rightSection={was === undefined ? null : <span className={look.was}>was {policyText(kind, was)}</span>}
    />
  )
}
