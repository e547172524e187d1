import type { ReactNode } from 'react'
import look from './sheet.module.css'

/** A part of a page under a name plate. */
export function Sheet({
  title,
  aside,
  children,
  flush = false,
  id,
}: {
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
  /** Without padding, for tables and lists that reach the edge. */
  flush?: boolean
  id?: string
}) {
  return (
    <section className={look.sheet} id={id}>
      <header className={look.plate}>
        <h2>{title}</h2>
        {aside ? <div className={look.aside}>{aside}</div> : null}
      </header>
      <div className={flush ? undefined : look.body}>{children}</div>
    </section>
  )
}

/** The name of the page on the browser's tab. */
export const Tab = ({ name }: { name: string }) => <title>{`${name} · Millwright`}</title>

/** The top of a page: what it answers, and what belongs to all of it. */
export function PageHead({
  title,
  tab,
  children,
  aside,
}: {
  title: ReactNode
  tab: string
  children?: ReactNode
  aside?: ReactNode
}) {
  return (
    <header className={look.head}>
      <Tab name={tab} />
      <div className={look.headline}>
        <h1>{title}</h1>
        {aside}
      </div>
      {children}
    </header>
  )
}
