import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Figure } from '#model/account'
import { figureText } from '../words/figures.ts'
import look from './why-link.module.css'

/** A value that can be pointed at: it opens what makes it. */
export const WhyLink = ({ of, plant, children }: { of: Figure; plant?: string; children: ReactNode }) => {
  const { order, figure, ...more } = of
  return (
    <Link
      to="/why/$key"
      params={{ key: order }}
      search={{ value: figure, ...more, ...(plant ? { plant } : {}) }}
      className={look.why}
      title={`Why? ${figureText(of)}`}
    >
      {children}
    </Link>
  )
}

/** The same for an order's value, from the words a page has. */
export const figureOf = (order: string, figure: Figure['figure'], more: object = {}): Figure =>
  ({ order, figure, ...more }) as Figure
