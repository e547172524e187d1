import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../app/session.tsx'

/** The way to a journey, for those who may read it; the words alone for the others. */
export const MessageLink = ({ id, className, children }: { id: string; className?: string; children: ReactNode }) =>
  useMay('messages.read') ? (
    <Link to="/messages/$id" params={{ id }} className={className} data-row>
      {children}
    </Link>
  ) : (
    <strong>{children}</strong>
  )
