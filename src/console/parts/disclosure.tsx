import type { ReactNode } from 'react'
import look from './disclosure.module.css'
import { Icon } from './icons.tsx'

/** Long things wait behind their name. */
export const Disclosure = ({
  name,
  children,
  open = false,
}: {
  name: ReactNode
  children: ReactNode
  open?: boolean
}) => (
  <details className={look.disclosure} open={open}>
    <summary>
      <Icon name="right" size={14} />
      {name}
    </summary>
    <div className={look.inside}>{children}</div>
  </details>
)
