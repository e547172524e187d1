/** One thing the doctor looked at: how it stands, in a sentence with what to do. */
export interface Symptom {
  readonly about: string
  readonly state: 'well' | 'advice' | 'wrong'
  readonly sentence: string
}

export const well = (about: string, sentence: string): Symptom => ({ about, state: 'well', sentence })
export const advice = (about: string, sentence: string): Symptom => ({ about, state: 'advice', sentence })
export const wrong = (about: string, sentence: string): Symptom => ({ about, state: 'wrong', sentence })

const marks = { well: 'ok    ', advice: 'advice', wrong: 'WRONG ' } as const

export const lineOf = ({ about, state, sentence }: Symptom): string =>
  `${marks[state]}  ${about.padEnd(10)}  ${sentence}`
