import type { ReplanView } from '#api'
import { DAY, midnightBefore, type Span } from '../../parts/time-axis.ts'

type Option = ReplanView['options'][number]
type Operation = ReplanView['work']['operations'][number]

export interface Bar extends Span {
  readonly operation: string
  readonly label: string
  readonly name: string
  readonly centre: string
  readonly isLate: boolean
}

export interface Lane {
  readonly id: string
  readonly name: string
  /** When it is down. */
  readonly leaves: readonly (Span & { readonly title: string })[]
  /** What stays where it is. */
  readonly staying: readonly Bar[]
  /** Where what moves stood. */
  readonly before: readonly Bar[]
  /** Where it is to stand. */
  readonly after: readonly Bar[]
}

/** A lane for each work centre that has to do with a move, or is down while something stands there. */
export function lanesFor({ work }: ReplanView, option: Option | undefined): readonly Lane[] {
  const moves = new Map((option?.moves ?? []).map((move) => [move.operation, move]))
  const labels = new Map(work.orders.map(({ order, label }) => [order as string, label]))
  const late = new Set((option?.late ?? []).map(({ order }) => order))
  const bar = ({ operation, order, name }: Operation, place: Operation['place']): Bar => ({
    ...{ operation, name, centre: place.workCentre, label: labels.get(order) ?? order },
    ...{ from: Date.parse(place.from), until: Date.parse(place.until), isLate: late.has(order) },
  })
  const moving = work.operations.filter(({ operation }) => moves.has(operation))
  const touched = new Set(
    moving.flatMap(({ operation, place }) => [place.workCentre, moves.get(operation)!.to.workCentre]),
  )
  return work.workCentres
    .filter(({ id }) =>
      moving.length > 0 ? touched.has(id) : work.operations.some((one) => one.place.workCentre === id),
    )
    .slice(0, 24)
    .map(({ id, name, leaves }) => ({
      ...{ id, name },
      leaves: leaves.map(({ title, from, until }) => ({ title, from: Date.parse(from), until: Date.parse(until) })),
      staying: work.operations
        .filter(({ operation, place }) => place.workCentre === id && !moves.has(operation))
        .map((operation) => bar(operation, operation.place)),
      before: moving.filter(({ place }) => place.workCentre === id).map((operation) => bar(operation, operation.place)),
      after: moving.flatMap((operation) => {
        const { to } = moves.get(operation.operation)!
        return to.workCentre === id ? [bar(operation, to)] : []
      }),
    }))
}

/** From the day of the first move to the day after the last; two weeks at most. */
export function spanFor(lanes: readonly Lane[], now: number, zone: string): Span {
  const bars = lanes.flatMap(({ before, after }) => [...before, ...after])
  const shown = bars.length > 0 ? bars : lanes.flatMap(({ staying }) => staying)
  const first = Math.min(...shown.map(({ from }) => from), ...(shown.length > 0 ? [] : [now]))
  const last = Math.max(...shown.map(({ until }) => until), first + DAY)
  const from = midnightBefore(first, zone)
  return { from, until: Math.min(midnightBefore(last, zone) + DAY, from + 14 * DAY) }
}
