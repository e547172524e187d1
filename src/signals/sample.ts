import { between } from '#kernel/time'
import type { Instant } from '#kernel/time'
import { decimalFrom } from '#model/quantity'
import type { SignalMeter } from '#model/signal'
import type { Machine } from './machine.ts'

/** What a counter of a machine showed, to be told as a reading of its meter. */
export interface Sample {
  readonly meter: SignalMeter
  readonly at: Instant
  readonly value: string
  /** What it showed when it was told last, where it shows less now. */
  readonly after?: string
}

/**
 * Of a counter that moves all the time a reading is told now and then: the first, and then one as soon as the time for it is
 * over by the clock of the machine. What is no number with digits is none.
 */
export function sampled(
  machine: Machine,
  signal: string,
  meters: readonly SignalMeter[],
): { readonly machine: Machine; readonly sample?: Sample } {
  const meter = meters.find((one) => one.signal === signal)
  const heard = machine.heard[signal]
  const value = meter && heard && decimalFrom(heard.value)
  if (!meter || !heard || value === undefined || value.startsWith('-')) return { machine }
  const { at, told, toldAt } = heard
  if (toldAt !== undefined && between(toldAt, at) < meter.every) return { machine }
  const isLess = told !== undefined && Number(value) < Number(told)
  return {
    machine: { ...machine, heard: { ...machine.heard, [signal]: { ...heard, told: value, toldAt: at } } },
    sample: { meter, at, value, ...(isLess ? { after: told } : {}) },
  }
}
