import type { Json } from '../../src/kernel/canonical-json.ts'
import type { Instant } from '../../src/kernel/time.ts'
import type { Report } from './report.ts'

export interface Speaker {
  readonly plant: string
  readonly system: string
}

/** A report in the canonical language: one CloudEvent for each fact. */
export const eventsOf = (
  { facts, operator, terminal }: Report,
  time: Instant,
  { plant, system }: Speaker,
): readonly { readonly [attribute: string]: Json | undefined }[] =>
  facts.map(({ id, type, data }) => ({
    specversion: '1.0',
    id,
    source: `/plants/${plant}/systems/${system}`,
    type,
    time,
    datacontenttype: 'application/json',
    actor: operator,
    terminal: `${plant}-T${String(terminal).padStart(2, '0')}`,
    data,
  }))
