/** Odoo's moments over the wire: UTC, by the second, so that they compare as text. */
export type Stamp = string

/**
 * How far a book was told: everything that committed before `upto`. While pages are read, also from which moment on rows
 * are read, and the last of them; without such a moment all there is is read.
 */
export interface Place {
  readonly upto: Stamp
  readonly page?: { readonly from: Stamp | undefined; readonly last: number }
}

const STAMP = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`
const WRITTEN = new RegExp(`^(${STAMP})(?:,(${STAMP})?,(\\d{1,15}))?$`)

export const asText = ({ upto, page }: Place): string => (page ? `${upto},${page.from ?? ''},${page.last}` : upto)

/** Undefined where the text is none of these: procedures have kept the place until now. */
export function placeIn(text: string): Place | undefined {
  const [, upto, from, last] = WRITTEN.exec(text) ?? []
  if (upto === undefined) return undefined
  return { upto, ...(last === undefined ? {} : { page: { from, last: Number(last) } }) }
}

export const earlier = (stamp: Stamp, milliseconds: number): Stamp =>
  stampOf(Date.parse(`${stamp.replace(' ', 'T')}Z`) - milliseconds)

/** Milliseconds from one to the other. */
export const apart = (one: Stamp, other: Stamp): number =>
  Date.parse(`${other.replace(' ', 'T')}Z`) - Date.parse(`${one.replace(' ', 'T')}Z`)

const stampOf = (moment: number): Stamp => new Date(moment).toISOString().slice(0, 19).replace('T', ' ')
