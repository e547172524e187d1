import type { Instant } from '#kernel/time'
import type { ItemId } from './production.ts'
import type { Unit } from './quantity.ts'

/** That one item may be used in the place of another. */
export interface Substitute {
  readonly item: string
  readonly instead: string
  /** How much of it stands for one of the component, in `uom` or else in the component's own unit. */
  readonly ratio: string
  readonly uom?: Unit
  /** How much of the component's need it may stand for, as a share of it. */
  readonly share: string
  readonly from?: string
  readonly until?: string
}

/** How a substitute is said in the rules, as a person would say it. */
export const substituteShape =
  /^(?<item>\S+) for (?<instead>\S+)(?: at (?<ratio>(?=[\d.]*[1-9])\d{1,6}(?:\.\d{1,6})?)(?: (?<uom>[A-Z0-9]{3}))?)?(?: up to (?<percent>[1-9]\d?|100) ?%)?(?: from (?<from>\d{4}-\d\d-\d\d))?(?: until (?<until>\d{4}-\d\d-\d\d))?$/

export function substituteFrom(said: string): Substitute {
  const { item, instead, ratio = '1', uom, percent = '100', from, until } = substituteShape.exec(said)?.groups ?? {}
  if (!item || !instead) throw new Error(`Not a substitute: ${said}`)
  return {
    item,
    instead,
    ratio,
    ...(uom ? { uom: uom as Unit } : {}),
    share: percent === '100' ? '1' : `0.${percent.padStart(2, '0')}`,
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
  }
}

/** Days count whole, the last one too. */
export const isValidAt = ({ from, until }: Substitute, at: Instant): boolean => {
  const day = at.slice(0, 10)
  return (!from || from <= day) && (!until || day <= until)
}

/** What may stand for an item on a day. */
export const substitutesFor = (rules: readonly string[], instead: ItemId, at: Instant): readonly Substitute[] =>
  rules.map(substituteFrom).filter((one) => one.instead === instead && isValidAt(one, at))
