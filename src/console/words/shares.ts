/** A share as people say it, digit by digit: `0.05` → `5 %`, `0.125` → `12.5 %`. */
export function shareText(share: string): string {
  const [whole = '0', part = ''] = share.split('.')
  const digits = part.padEnd(2, '0')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${Number(whole + digits.slice(0, 2))}${rest ? `.${rest}` : ''} %`
}

/** What somebody typed as per cent, as a share: `5`, `5 %` and `5,0%` → `0.05`. */
export function shareFrom(text: string): string | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  const digits = whole.padStart(3, '0') + part
  return `${digits[0]}.${digits.slice(1)}`.replace(/\.?0+$/, '')
}
