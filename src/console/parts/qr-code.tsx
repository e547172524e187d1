import encode from 'qr'
import look from './qr-code.module.css'

/** A code that a camera reads, dark on white also by night: readers want it so. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const rows = encode(text, 'raw', { ecc: 'medium', border: 4 })
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg className={look.code} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={name}>
      <path d={dark.join('')} />
    </svg>
  )
}
