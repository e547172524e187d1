import { unitWords } from '#model/unit-words'

const words: Readonly<Record<string, string>> = unitWords

export interface Amount {
  readonly value: string
  readonly uom: string
}

export const unitWord = (uom: string): string => words[uom] ?? uom

/** The digits exactly as they were sent: `12.500 KGM` reads `12.500 kg`. */
export const amountText = ({ value, uom }: Amount): string => `${value.replace('-', '−')} ${unitWord(uom)}`

export const isNothing = ({ value }: Amount): boolean => !/[1-9]/.test(value)

export const isAmount = (value: unknown): value is Amount =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  typeof (value as Amount).value === 'string' &&
  typeof (value as Amount).uom === 'string'
