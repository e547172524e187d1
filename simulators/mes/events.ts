import type { Json } from '../../src/kernel/canonical-json.ts'
import type { Instant } from '../../src/kernel/time.ts'
import type { Report } from './report.ts'

export interface Speaker {
  readonly plant: string
  readonly system: string
}

export const sourceOf = ({ plant, system }: Speaker): string => `/plants/${plant}/systems/${system}`

/** A report in the canonical language: one CloudEvent for each fact, numbered from `first` where the MES counts them. */
export const eventsOf = (
  { facts, operator, terminal }: Report,
  time: Instant,
  speaker: Speaker,
  first?: number,
): readonly { readonly [attribute: string]: Json | undefined }[] =>
  facts.map(({ id, type, data }, at) => ({
    specversion: '1.0',
    id,
    source: sourceOf(speaker),
    type,
    time,
    datacontenttype: 'application/json',
    actor: operator,
    ...(first === undefined ? {} : { sequence: `${first + at}` }),
    terminal: `${speaker.plant}-T${String(terminal).padStart(2, '0')}`,
    data,
  }))
