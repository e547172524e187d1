/** Milliseconds; written as `seconds(30)`, never as a bare number. */
export type Duration = number

export const milliseconds = (n: number): Duration => n
export const seconds = (n: number): Duration => n * 1000
export const minutes = (n: number): Duration => seconds(n * 60)
export const hours = (n: number): Duration => minutes(n * 60)
export const days = (n: number): Duration => hours(n * 24)

/** A moment as RFC 3339 text in UTC with milliseconds, for example `2026-11-22T06:04:11.250Z`. Sorts as text. */
export type Instant = string

export const instant = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString()
export const epochMilliseconds = (at: Instant): number => Date.parse(at)
export const later = (at: Instant, by: Duration): Instant => instant(epochMilliseconds(at) + by)
export const between = (from: Instant, to: Instant): Duration => epochMilliseconds(to) - epochMilliseconds(from)

export type CallOff = () => void

/** Tells the time, and lets it pass. */
export interface PassingTime {
  now(): Instant
  /** Resolves after the time has passed, or at once when the signal is aborted. Never rejects. */
  sleep(duration: Duration, signal?: AbortSignal): Promise<void>
}

/** The world's clock, handed in so that tests and the simulation own time. */
export interface Clock extends PassingTime {
  /** Has something happen after the time has passed, unless it is called off. */
  after(duration: Duration, happen: () => void): CallOff
}

/** Whether one moment is after another, whatever offsets they are written with. */
export const isAfter = (one: Instant, other: Instant): boolean => epochMilliseconds(one) > epochMilliseconds(other)
