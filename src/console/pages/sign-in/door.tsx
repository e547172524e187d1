import type { ReactNode } from 'react'
import { Tab } from '../../parts/sheet.tsx'
import look from './door.module.css'

/** Where people come in. */
export const Door = ({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) => (
  <main className={look.door}>
    <Tab name={title} />
    <div className={look.plate}>
      <img src="/mark.svg" alt="" width="40" height="40" />
      <p className={look.name}>Millwright</p>
      <p className={look.promise}>Keeps the plants in step with Odoo: one event, one posting, one explanation.</p>
    </div>
    <div className={look.card}>
      <h1>{title}</h1>
      {lead ? <p className={look.lead}>{lead}</p> : null}
      {children}
    </div>
  </main>
)
