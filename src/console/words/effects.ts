import type { EffectView } from '#api'
import { plain, systemTitle } from './names.ts'

/** `Receive output in Odoo`; a question about reports says which: `Asked MES A for numbers 12–13`. */
export function effectTitle({ operation, system, body }: Pick<EffectView, 'operation' | 'system' | 'body'>): string {
  if (operation !== 'shop-floor.tellAgain') return `${plain(operation.split('.').at(-1)!)} in ${systemTitle(system)}`
  const { from, to } = body as { readonly from: number; readonly to: number }
  return `Asked ${systemTitle(system)} for ${from === to ? `number ${from}` : `numbers ${from}–${to}`}`
}
