import { useState } from 'react'
import look from './copy.module.css'
import { Icon } from './icons.tsx'

/** An id that is often carried elsewhere: shown whole or by its beginning, copied by a press. */
export function Copyable({ text, shown, name }: { text: string; shown?: string; name: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <span className={look.copyable}>
      <code>{shown ?? text}</code>
      <button type="button" onClick={() => void copy()} aria-label={copied ? `${name} copied` : `Copy ${name}`}>
        {copied ? 'copied' : <Icon name="copy" size={14} />}
      </button>
    </span>
  )
}
