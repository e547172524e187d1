import { wallText } from '#kernel/wall-clock'
import type { MaterialShort, StarvedOrder } from '#model/material-shortage'

/** So many are named in a sentence. */
const NAMED = 3

/** It is on its way: then a plan can go around it. */
export const comes = ({ at }: StarvedOrder): boolean => at !== undefined

/** What nothing on its way covers cannot be planned around: a plan made before is asked for no more. */
export const planned = (asks: boolean): { readonly isOver?: true } => (asks ? {} : { isOver: true })

/** `Seal ring 40 (SEAL-40) is not there in time: MO-42 can be made from 24 Nov, 06:00; nothing on its way covers MO-51.` */
export function shortText({ item, name, orders, more }: MaterialShort, timeZone: string): string {
  const late = orders.filter(comes).map(({ label, at }) => `${label} can be made from ${wallText(at!, timeZone)}`)
  const open = orders.filter((one) => !comes(one)).map(({ label }) => label)
  const bare = open.length > 0 ? [`nothing on its way covers ${listed(open)}`] : []
  const others = more + Math.max(0, late.length - NAMED)
  const said = [...late.slice(0, NAMED), ...bare].join('; ')
  return `${name === item ? item : `${name} (${item})`} is not there in time: ${said}${others > 0 ? `; ${others} more wait for it` : ''}.`
}

const listed = (labels: readonly string[]): string =>
  labels.length <= NAMED ? labels.join(', ') : `${labels.slice(0, NAMED).join(', ')} and ${labels.length - NAMED} more`
