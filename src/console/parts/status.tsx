import type { ReactNode } from 'react'
import type { Shape, Status, Tone } from '../words/status.ts'
import look from './status.module.css'

const ring = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
const stroke = { fill: 'none', stroke: 'var(--sheet)', strokeWidth: 1.9, strokeLinecap: 'square' } as const
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.8, strokeLinecap: 'square' } as const

/** No two states share a shape, so that they can be told apart without colour, in print and from two metres. */
const shapes: Record<Shape, ReactNode> = {
  check: (
    <>
      <circle cx="8" cy="8" r="7.2" fill="currentColor" />
      <path d="m4.9 8.3 2.2 2.2 4.1-4.6" {...stroke} />
    </>
  ),
  flag: <path d="M3.5 15V1.6h9.6L10.8 5l2.3 3.4H4.5" fill="currentColor" stroke="currentColor" strokeWidth="1.4" />,
  ring,
  half: (
    <>
      {ring}
      <path d="M8 3.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
    </>
  ),
  question: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="1" {...line} />
      <path d="M6.2 6.3c0-2.3 3.7-2.2 3.6 0 0 1.3-1.8 1.4-1.8 2.7M8 11.5v.1" {...line} strokeWidth={1.6} />
    </>
  ),
  stop: (
    <>
      <path d="M8 .4 15.6 8 8 15.6.4 8z" fill="currentColor" />
      <path d="M8 4.8v3.8M8 11v.1" {...stroke} />
    </>
  ),
  arrow: (
    <>
      {ring}
      <path d="M5.2 8h4.6M8.1 5.9 10.3 8l-2.2 2.1" {...line} strokeWidth={1.6} />
    </>
  ),
  dash: (
    <>
      {ring}
      <path d="M5.4 8h5.2" {...line} />
    </>
  ),
  doubt: (
    <>
      <circle cx="8" cy="8" r="6.2" {...line} strokeDasharray="2.4 2.4" strokeLinecap="butt" />
      <path d="M8 5.2v3.6M8 10.9v.1" {...line} strokeWidth={1.6} />
    </>
  ),
}

export const toneClass = (tone: Tone): string => look[tone] ?? ''

export const Mark = ({ tone, shape, size = 16 }: { tone: Tone; shape: Shape; size?: number }) => (
  <svg
    className={`${look.mark} ${toneClass(tone)}`}
    width={size}
    height={size}
    viewBox="0 0 16 16"
    aria-hidden="true"
    focusable="false"
  >
    {shapes[shape]}
  </svg>
)

/** A state: shape, word and colour together. */
export const StatusWord = ({ of, size = 15 }: { of: Status; size?: number }) => (
  <span className={`${look.status} ${toneClass(of.tone)}`}>
    <Mark tone={of.tone} shape={of.shape} size={size} />
    {of.word}
  </span>
)
