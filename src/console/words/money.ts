import type { AssetCost } from '#api'

type Costs = AssetCost['total']
type Rate = NonNullable<AssetCost['stops'][number]['rate']>

/** `12.50 EUR`, of each currency; a dash where there is nothing. */
export const costText = (costs: Costs): string =>
  costs.length === 0 ? '–' : costs.map(({ value, currency }) => `${inCents(value)} ${currency}`).join(' + ')

/** With two places at least, as money is read. */
function inCents(value: string): string {
  const [whole = '', part = ''] = value.replace('-', '−').split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

/** `320 EUR an hour for CELL-1 since 2026-07-01` */
export const rateText = ({ value, currency, of, from }: Rate, per: 'an hour' | 'each' = 'an hour'): string =>
  `${value} ${currency} ${per}${of === null ? '' : ` for ${of}`}${from === null ? '' : ` since ${unbroken(from)}`}`

/** A day, at whose hyphens no line ends. */
const unbroken = (text: string): string => text.replaceAll('-', '\u2011')
