import type { Prediction } from '#engine'
import { type Grant, mayIn, roles } from '#governance/rights'
import { mayAnswer } from '#governance/approvals'
import type { UndoPreview } from './contract.ts'
import { insteadOf } from './instead.ts'

type Foretold = Pick<UndoPreview, 'state' | 'sentence' | 'code' | 'now' | 'secondPerson'>

export const impossible = (code: string, sentence: string, now: string): Foretold => ({
  state: 'impossible',
  sentence,
  code,
  now,
  secondPerson: null,
})

/** What the judges say of a reversal that has not come yet, in the words of whoever thinks about sending it. */
export function foretoldOf(said: Prediction, plant: string): Foretold {
  const none = { code: null, now: null, secondPerson: null }
  if ('unknown' in said)
    return { ...none, state: 'unknown', sentence: said.unknown, now: 'Try again in a minute: nothing was changed.' }
  const { verdict, code, sentence } = said
  switch (verdict) {
    case 'accepted':
    case 'flagged':
      return { ...none, state: 'possible', sentence }
    case 'asked':
      return {
        ...none,
        state: 'asks',
        sentence,
        code: code ?? null,
        secondPerson: { roles: answering(plant), because },
      }
    case 'held':
      return impossible('NOT_YET', sentence, 'Wait until that is booked; then it can be taken back.')
    default:
      return impossible(code ?? 'REFUSED', sentence, insteadOf(code))
  }
}

const because = 'What came so long ago is taken back under two names: the question waits under Approvals.'

/** Roles whose word counts for a question to the supervisor. */
const answering = (plant: string): string[] =>
  roles.filter((role) => mayAnswer([{ role, plant }] satisfies Grant[], 'supervisor', plant))

export const mayUndo = (grants: readonly Grant[], plant: string): boolean => mayIn(grants, 'exceptions.override', plant)
