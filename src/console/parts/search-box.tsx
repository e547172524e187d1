import { useEffect, useState } from 'react'
import { Icon } from './icons.tsx'
import look from './search-box.module.css'

/** Searches while somebody types, once they pause; what is sought stays in the address. */
export function SearchBox({
  value,
  onSearch,
  label,
  hint,
}: {
  value: string
  onSearch: (text: string) => void
  label: string
  hint: string
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const pause = setTimeout(() => onSearch(text.trim()), 250)
    return () => clearTimeout(pause)
  }, [text, value, onSearch])
  return (
    <form
      className={look.box}
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(text.trim())
      }}
    >
      <Icon name="search" size={16} />
      <input
        type="search"
        data-search
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={hint}
        aria-label={label}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  )
}
